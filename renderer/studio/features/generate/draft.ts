import { create } from 'zustand';
import {
  type GenerationRequest,
  generationRequestSchema,
  type HousePreviewQuery,
  housePreviewQuerySchema,
} from '../../../../shared/api/index.ts';

/** A number as it stands in its field: text where it is none (yet). */
export type Typed = number | string;

/** Fields of a request that are numbers. */
export type NumberName = {
  [K in keyof GenerationRequest]: GenerationRequest[K] extends number ? K : never;
}[keyof GenerationRequest];

/** A request as it is typed. */
export type Draft = Omit<GenerationRequest, NumberName | 'rooms' | 'objects' | 'assetsDir'> &
  Readonly<Record<NumberName, Typed>> & {
    readonly rooms: readonly [Typed, Typed];
    readonly objects: readonly [Typed, Typed];
    /** Empty: beside the houses. */
    readonly assetsDir: string;
  };

const defaults: Draft = {
  outDir: '',
  source: 'made',
  count: 20,
  seed: 11,
  rooms: [3, 8],
  objects: [30, 50],
  houseFiles: [],
  assetsDir: '',
  trajectories: 1,
  widthPx: 384,
  heightPx: 224,
  fps: 10,
  maxSteps: 1000,
  tour: 'simsv',
  motion: 'discrete',
  yawNoiseDeg: 0,
  modalities: ['rgb'],
  renderer: 'auto',
  quality: 'medium',
  workers: 1,
  questions: '3q',
  perVideo: 5,
  convention: 'simsv',
  split: 'val',
};

/** What the Generate screen holds while one looks at others. */
export interface GenerateChoice {
  readonly draft: Draft;
  /** Which house of the run is previewed, from 0. */
  readonly house: number;
  /** Null shows the run where there was one. */
  readonly pane: 'preview' | 'run' | null;
  /** Whether the settings that seldom matter are unfolded. */
  readonly hasMore: boolean;
}

/** The Generate screen's choices. */
export const useGenerateChoice = create<GenerateChoice>(() => ({ draft: defaults, house: 0, pane: null, hasMore: false }));

/** Changes some settings. */
export function setDraft(changes: Partial<Draft>): void {
  useGenerateChoice.setState(({ draft }) => ({ draft: { ...draft, ...changes } }));
}

/** Takes the settings of a run over into the fields. */
export function draftFromRequest(request: GenerationRequest): Draft {
  return { ...request, assetsDir: request.assetsDir ?? '' };
}

/** Names of settings with what is wrong about them. */
export type FieldErrors = Partial<Record<keyof GenerationRequest, string>>;

/** The request that a draft stands for, or what is wrong with it, by the backend's own schema. */
export function readDraft(draft: Draft): { readonly request: GenerationRequest | null; readonly errors: FieldErrors } {
  const files = draft.source === 'files' ? draft.houseFiles.map((file) => file.trim()).filter((file) => file !== '') : [];
  const assetsDir = draft.source === 'made' || draft.assetsDir.trim() === '' ? null : draft.assetsDir;
  const parsed = generationRequestSchema.safeParse({ ...draft, houseFiles: files, assetsDir });
  const errors: Record<string, string> = {};
  if (draft.source === 'files' && files.length === 0) errors['houseFiles'] = 'Name at least one house file.';
  for (const { path, message } of parsed.error?.issues ?? []) errors[String(path[0])] ??= message;
  return { request: Object.keys(errors).length === 0 ? (parsed.data ?? null) : null, errors };
}

/** The house of a draft to preview; null where its settings are not whole. */
export function previewOfDraft({ seed, rooms, objects }: Draft, house: number): HousePreviewQuery | null {
  const values = [seed, ...rooms, ...objects];
  if (values.some((value) => typeof value !== 'number') || rooms[0] > rooms[1] || objects[0] > objects[1]) return null;
  const [roomsLeast, roomsMost, objectsLeast, objectsMost] = [...rooms, ...objects];
  const parsed = housePreviewQuerySchema.safeParse({ seed, house, roomsLeast, roomsMost, objectsLeast, objectsMost });
  return parsed.data ?? null;
}
