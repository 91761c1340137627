import type { Scene } from '../model/scene.ts';
import type { SightingSummary } from '../model/trajectory.ts';
import { cleanTypeName } from './clean-type-name.ts';
import type { Candidate, EvidenceFrame, TrajectoryView } from './question-type.ts';

/** What every formula looks up in a view. Built once per view object and remembered while it lives; views are never changed in place. */
export interface ViewIndex {
  /** Salient categories by cleaned name, sorted by name. */
  readonly candidates: ReadonlyMap<string, Candidate>;
  /** Summary by index into `Scene.objects`. */
  readonly sightings: ReadonlyMap<number, SightingSummary>;
}

/** Types that are part of the building and never asked about. */
const structuralTypes: ReadonlySet<string> = new Set(['Wall', 'Floor', 'Ceiling']);

const indices = new WeakMap<TrajectoryView, ViewIndex>();
const categoryNames = new WeakMap<Scene, ReadonlySet<string>>();

/** The lookup tables of a view; see {@link ViewIndex}. */
export function indexView(view: TrajectoryView): ViewIndex {
  const known = indices.get(view);
  if (known !== undefined) return known;
  const index: ViewIndex = { candidates: salientCategories(view), sightings: new Map(view.sightings.map((s) => [s.objectIndex, s])) };
  indices.set(view, index);
  return index;
}

/** Cleaned names of everything in the scene that could be asked about, seen or not. */
export function sceneCategories(scene: Scene): ReadonlySet<string> {
  const known = categoryNames.get(scene);
  if (known !== undefined) return known;
  const names = new Set(scene.objects.filter((o) => !structuralTypes.has(o.objectType)).map((o) => cleanTypeName(o.objectType)));
  categoryNames.set(scene, names);
  return names;
}

/** The first salient and the best frame of each instance, once where they coincide; in order of time. */
export function evidenceFrames(view: TrajectoryView, objectIndices: readonly number[]): EvidenceFrame[] {
  const { sightings } = indexView(view);
  const frames: EvidenceFrame[] = [];
  for (const objectIndex of objectIndices) {
    const summary = sightings.get(objectIndex);
    if (summary === undefined) continue;
    if (summary.firstSalientFrame !== null) frames.push({ frame: summary.firstSalientFrame, objectIndex, reason: 'first-salient' });
    if (summary.bestFrame !== summary.firstSalientFrame) frames.push({ frame: summary.bestFrame, objectIndex, reason: 'best' });
  }
  return frames.sort((a, b) => a.frame - b.frame);
}

function salientCategories(view: TrajectoryView): Map<string, Candidate> {
  const found = new Map<string, { objectIndices: number[]; firstSalientFrame: number }>();
  for (const { objectIndex, firstSalientFrame } of view.sightings) {
    const object = view.scene.objects[objectIndex];
    if (object === undefined || firstSalientFrame === null || structuralTypes.has(object.objectType)) continue;
    const name = cleanTypeName(object.objectType);
    const entry = found.get(name) ?? { objectIndices: [], firstSalientFrame };
    entry.objectIndices.push(objectIndex);
    entry.firstSalientFrame = Math.min(entry.firstSalientFrame, firstSalientFrame);
    found.set(name, entry);
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([name, entry]) => [name, { name, ...entry, objectIndices: entry.objectIndices.sort((a, b) => a - b) }]));
}
