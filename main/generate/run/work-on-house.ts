import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import { type HouseTask, planHouse, recordHouse } from '../generate-house.ts';
import type { GenerateSettings } from '../generate-settings.ts';
import type { HouseCandidate } from '../house-source.ts';
import type { Recorder } from '../recorder.ts';
import { BestFrame } from './draw-thumbnail.ts';
import type { HouseRecord, Thumbnail } from './run-events.ts';
import { watchRecorder } from './watch-recorder.ts';

/** A house in a worker's hands. */
export interface HouseWork {
  readonly candidate: HouseCandidate;
  readonly settings: GenerateSettings;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  /** Called before the house writes anything. */
  readonly beforeWriting: () => Promise<void>;
  /** Frames came (negative: were lost); `done` of `of` frames of that walk are there. */
  readonly onFrames: (frames: number, walk: { readonly walk: string; readonly done: number; readonly of: number }) => void;
  readonly wantsThumbnail: boolean;
}

/** How it went. */
export interface HouseResult {
  readonly record: HouseRecord;
  readonly problems: readonly Problem[];
  /** What made it fail. */
  readonly error: AppError | null;
  readonly thumbnail: Thumbnail | null;
}

/** Makes one house from beginning to end. Its failure is a result like any other; null is an interrupt, which leaves nothing behind. */
export async function workOnHouse(work: HouseWork): Promise<HouseResult | null> {
  const { candidate, signal } = work;
  const startMs = performance.now();
  const best = new BestFrame();
  let attempts = 0;
  const finish = (outcome: HouseRecord['outcome'], changes: Partial<HouseRecord> = {}): HouseRecord => ({
    house: candidate.name,
    index: candidate.houseIndex,
    split: work.settings.split,
    seed: candidate.seed,
    outcome,
    reason: null,
    message: null,
    seconds: Math.round(performance.now() - startMs) / 1000,
    frames: 0,
    questions: 0,
    walks: 0,
    attempts,
    coverage: null,
    ...changes,
  });
  try {
    const task = await taskOf(work, best, (attempt) => {
      attempts = Math.max(attempts, attempt);
    });
    if (task === null) return { record: finish('skipped'), problems: [], error: null, thumbnail: null };
    const plan = planHouse(task);
    await work.beforeWriting();
    const { frames, questions, problems, coverage } = await recordHouse(task, plan);
    const record = finish('done', { frames, questions, walks: plan.walks.length, coverage });
    const placed = problems.map((problem) => placeProblem(problem, candidate));
    return { record, problems: placed, error: null, thumbnail: work.wantsThumbnail ? best.draw() : null };
  } catch (cause) {
    if (signal.aborted) return null;
    const error = cause instanceof AppError ? cause : new AppError('internal', `The house failed: ${String(cause)}`, { cause });
    const record = finish('failed', { reason: error.code, message: error.message });
    return { record, problems: [placeProblem(problemFromError(error), candidate)], error, thumbnail: null };
  }
}

/** Reads or makes the house; null where it was finished before. */
async function taskOf(work: HouseWork, best: BestFrame, onAttempt: (attempt: number) => void): Promise<HouseTask | null> {
  const { candidate, settings, signal } = work;
  const loaded = await candidate.load();
  if (loaded === null) return null;
  const recorder = watchRecorder(work.recorder, {
    onAttempt: (_job, attempt) => onAttempt(attempt),
    onLost: (job, frames) => work.onFrames(-frames, { walk: job.id, done: 0, of: job.poses.length }),
    onFrames: (job, batch, done) => {
      if (work.wantsThumbnail) best.note(job, batch);
      work.onFrames(batch.frames.length, { walk: job.id, done, of: job.poses.length });
    },
  });
  const { houseIndex, folder, place, seed } = candidate;
  const from = { file: place.file ?? null, line: place.line ?? null };
  return { ...loaded, ...from, houseIndex, folder, houseSeed: seed, settings, recorder, signal };
}

function placeProblem(problem: Problem, { name, place }: HouseCandidate): Problem {
  return { ...place, ...problem, item: [...new Set([name, problem.item])].filter(Boolean).join(' ') };
}
