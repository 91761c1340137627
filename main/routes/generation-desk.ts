import type { Generation, GenerationRequest, GenerationThumbnail } from '../../shared/api/index.ts';
import { AppError, type Problem, problemFromError } from '../../shared/errors.ts';
import { GenerationRun } from '../generate/run/generation-run.ts';
import type { RunEvent, Thumbnail } from '../generate/run/run-events.ts';
import type { RecorderHost } from '../ports/recorder-host.ts';
import { refuseImpossibleSettings, settingsFromRequest } from './generation-settings.ts';

/** Pictures and problems that are kept to be shown. */
const [mostThumbnails, mostProblems] = [24, 100];
/** Listeners hear of news no more often than this. */
const newsMs = 300;

const atRest: Generation = {
  state: 'none',
  run: 0,
  request: null,
  progress: { houses: 0, housesTotal: null, frames: 0, framesPerSecond: 0, secondsLeft: null },
  seconds: 0,
  inWork: [],
  totals: { done: 0, skipped: 0, failed: 0, questions: 0 },
  thumbnails: [],
  problems: [],
  problemCount: 0,
  error: null,
};

/** What the page can do to a run. */
export const steerActions = ['pause', 'resume', 'cancel'] as const;
/** One of {@link steerActions}. */
export type SteerAction = (typeof steerActions)[number];

/** The generator of a backend: one run at a time, and what became of the last. */
export class GenerationDesk {
  readonly #recorderHost: RecorderHost;
  readonly #onNews: () => void;
  readonly #pictures = new Map<string, Thumbnail>();
  #view: Generation = atRest;
  #isBusy = false;
  #isCancelled = false;
  #isClosed = false;
  #run: GenerationRun | null = null;
  #startedMs = 0;
  #ended: Promise<void> = Promise.resolve();
  #newsTimer: NodeJS.Timeout | null = null;

  /** @param options.onNews - called some times a second at most while something changes. */
  constructor(options: { readonly recorderHost: RecorderHost; readonly onNews: () => void }) {
    this.#recorderHost = options.recorderHost;
    this.#onNews = options.onNews;
  }

  /** How the run stands. */
  get view(): Generation {
    const seconds = this.#isBusy && this.#startedMs > 0 ? (performance.now() - this.#startedMs) / 1000 : this.#view.seconds;
    return { ...this.#view, seconds, progress: this.#run?.progress ?? this.#view.progress };
  }

  /** The picture of a finished house; null where there is none. */
  pictureOf(house: string): Thumbnail | null {
    return this.#pictures.get(house) ?? null;
  }

  /** Starts a run and returns once it is on its way. Throws `generation.running`, and what makes the settings impossible, naming the setting as `item`. */
  async start(request: GenerationRequest): Promise<Generation> {
    if (this.#isBusy) {
      const message = 'A run is at work already, and there can be only one. Cancel it or wait for its end.';
      throw new AppError('generation.running', message);
    }
    this.#isBusy = true;
    const settings = settingsFromRequest(request);
    try {
      await refuseImpossibleSettings(settings);
    } catch (error) {
      this.#isBusy = false;
      throw error;
    }
    if (this.#isClosed) throw new AppError('cancelled', 'Sightline is closing. Nothing was started.');
    this.#isCancelled = false;
    this.#pictures.clear();
    this.#startedMs = performance.now();
    this.#change({ ...atRest, state: 'starting', run: this.#view.run + 1, request });
    this.#ended = this.#recorderHost(settings, async (recorder, problems) => {
      for (const problem of problems) this.#addProblem(problem);
      const run = new GenerationRun(settings, recorder, { thumbnails: true });
      this.#run = run;
      run.listen((event) => this.#note(event));
      if (this.#isCancelled) run.cancel();
      const { problems: found } = await run.start();
      throwIfCutShort(run, found.at(-1));
    }).then(
      () => this.#end('done', null),
      (error: unknown) => this.#end(this.#isCancelled ? 'cancelled' : 'failed', error),
    );
    return this.view;
  }

  /** Does nothing where there is no run, or where it makes no sense. */
  steer(action: SteerAction): Generation {
    if (!this.#isBusy || this.#startedMs === 0) return this.view;
    if (action === 'cancel') {
      this.#isCancelled = true;
      this.#change({ state: 'cancelling' });
      this.#run?.cancel();
    } else if (!this.#isCancelled) this.#run?.[action]();
    return this.view;
  }

  /** Cancels the run and waits until nothing of it is left. What it finished stays, and the same settings continue it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.steer('cancel');
    await this.#ended;
    if (this.#newsTimer !== null) clearTimeout(this.#newsTimer);
    this.#newsTimer = null;
  }

  #end(state: 'done' | 'cancelled' | 'failed', error: unknown): void {
    const { seconds, progress } = this.view;
    this.#run = null;
    this.#isBusy = false;
    this.#startedMs = 0;
    this.#change({ state, seconds, progress, inWork: [], error: error === null ? null : problemFromError(error) });
  }

  #note(event: RunEvent): void {
    switch (event.kind) {
      case 'state':
        // How it ended is known when its recorder is gone too.
        if (!this.#isCancelled && (event.state === 'running' || event.state === 'pausing' || event.state === 'paused')) {
          this.#change({ state: event.state });
        }
        break;
      case 'house-started':
        this.#change({ inWork: [...this.#view.inWork, { house: event.house, frames: 0, of: 0 }] });
        break;
      case 'frames': {
        const { house, frames, of } = event;
        this.#change({ inWork: this.#view.inWork.map((each) => (each.house === house ? { house, frames, of } : each)) });
        break;
      }
      case 'house-ended':
        this.#settle(event);
        break;
      case 'problem':
        this.#addProblem(event.problem);
        break;
      case 'progress':
        break;
    }
  }

  #settle({ record, thumbnail }: Extract<RunEvent, { kind: 'house-ended' }>): void {
    const { house, outcome, frames, questions } = record;
    const { totals } = this.#view;
    let thumbnails = this.#view.thumbnails;
    if (thumbnail !== null) {
      const { widthPx, heightPx } = thumbnail;
      const added: GenerationThumbnail = { house, widthPx, heightPx, frames, questions };
      this.#pictures.set(house, thumbnail);
      for (const { house: old } of [added, ...thumbnails].slice(mostThumbnails)) this.#pictures.delete(old);
      thumbnails = [added, ...thumbnails].slice(0, mostThumbnails);
    }
    this.#change({
      thumbnails,
      inWork: this.#view.inWork.filter((each) => each.house !== house),
      totals: { ...totals, [outcome]: totals[outcome] + 1, questions: totals.questions + questions },
    });
  }

  #addProblem(problem: Problem): void {
    const { problems, problemCount } = this.#view;
    const kept = problems.length < mostProblems ? [...problems, problem] : problems;
    this.#change({ problems: kept, problemCount: problemCount + 1 });
  }

  #change(changes: Partial<Generation>): void {
    this.#view = { ...this.#view, ...changes };
    this.#newsTimer ??= setTimeout(() => {
      this.#newsTimer = null;
      this.#onNews();
    }, newsMs).unref();
  }
}

/** With houses finished, a run that something ended early (a full disk) reports that as its last problem; here it is no less a failure. */
function throwIfCutShort({ progress: { houses, housesTotal } }: GenerationRun, last: Problem | undefined): void {
  if (last === undefined) return;
  const isShort = housesTotal === null ? last.code === 'file.write-failed' : houses < housesTotal;
  if (isShort) throw new AppError(last.code, last.message, { where: last });
}
