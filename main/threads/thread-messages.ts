import type { ExportRequest } from '../../shared/api/index.ts';
import { AppError, type ErrorCode, type Place } from '../../shared/errors.ts';
import type { ExportProgress, ExportReport } from '../formats/export-shard.ts';
import type { ImportProgress, ImportReport } from '../formats/import-shards.ts';

/** What a thread is started for: the workspace that it opens with a connection of its own. */
export interface ThreadData {
  readonly workspaceFile: string;
}

/** What the main thread asks a thread to do. `request` names the answer. */
export type ThreadRequest =
  | { readonly kind: 'import'; readonly request: number; readonly paths: readonly string[]; readonly format: string }
  /** Reads every scene that is due, in shard order, in the background. */
  | { readonly kind: 'check' }
  /** Reads one scene at once: somebody is looking at it. */
  | { readonly kind: 'check-scene'; readonly request: number; readonly sceneId: string }
  | { readonly kind: 'export'; readonly request: number; readonly settings: ExportRequest }
  /** Ends import, background reading and export soon; what they finished stays. */
  | { readonly kind: 'cancel' }
  /** As cancel; then the thread closes its connection and ends. */
  | { readonly kind: 'close' };

/** What a thread says. */
export type ThreadNews =
  | { readonly kind: 'import-progress'; readonly progress: ImportProgress }
  | { readonly kind: 'export-progress'; readonly progress: ExportProgress }
  | { readonly kind: 'done'; readonly request: number; readonly result: ImportReport | ExportReport | null }
  | { readonly kind: 'failed'; readonly request: number; readonly error: SentError }
  /** Background reading has ended; an error where it did not come to its end by itself. */
  | { readonly kind: 'check-ended'; readonly error: SentError | null };

/** An error on its way from one thread to another; classes do not survive it. */
export interface SentError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly where: Place;
}

/** Makes an error ready to be sent; an unexpected one becomes `internal`. */
export function sentError(error: unknown): SentError {
  if (error instanceof AppError) return { code: error.code, message: error.message, where: error.where };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), where: {} };
}

/** The inverse of {@link sentError}. */
export function receivedError({ code, message, where }: SentError): AppError {
  return new AppError(code, message, { where });
}
