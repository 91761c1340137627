import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import { writeFileAtomically } from '../../formats/write-atomic.ts';
import type { GenerateSettings } from '../generate-settings.ts';
import { type HouseCandidate, type HouseSource, openHouseSource } from '../house-source.ts';
import type { Recorder } from '../recorder.ts';
import { guardSettings, type SettingsGuard } from '../settings-guard.ts';
import { clearStages } from '../staging.ts';
import { claimDirectory, type DirectoryClaim } from './claim-directory.ts';
import { type OutcomeLog, openOutcomeLog } from './outcome-log.ts';
import { ProgressMeter } from './progress-meter.ts';
import type { HouseRecord, RunEvent, RunProgress, RunState } from './run-events.ts';
import { type HouseResult, workOnHouse } from './work-on-house.ts';

/** What a run did. */
export interface GenerateResult {
  readonly houses: number;
  /** Houses refused or failed; each has a problem that says why. */
  readonly failed: number;
  /** Houses an earlier run had finished; they are counted in `houses`, their frames and questions are not. */
  readonly skipped: number;
  readonly frames: number;
  readonly questions: number;
  readonly seconds: number;
  readonly problems: readonly Problem[];
}

/**
 * Turns houses into a SIMS-V dataset directory. Workers take house after house; one that cannot be used or fails is a problem and the rest goes on. A
 * house is a folder that appears only when it is whole, so that another run over the same directory continues where this one stopped. What became of
 * every house is kept in `generation_logs/`.
 */
export class GenerationRun {
  readonly #settings: GenerateSettings;
  readonly #recorder: Recorder;
  readonly #wantsThumbnails: boolean;
  readonly #listeners = new Set<(event: RunEvent) => void>();
  readonly #meter = new ProgressMeter();
  readonly #ended = new AbortController();
  readonly #problems: Problem[] = [];
  readonly #totals = { houses: 0, failed: 0, skipped: 0, frames: 0, questions: 0 };
  #state: RunState = 'ready';
  /** Workers wait for it before they take a house; null while they need not. */
  #gate: PromiseWithResolvers<void> | null = null;
  #inWork = 0;
  #isCancelled = false;
  #fatal: unknown = null;
  /** Houses in a row that no page could be had for. */
  #withoutPage = 0;
  #log: Promise<OutcomeLog> | null = null;
  #claim: DirectoryClaim | null = null;
  /** Houses that ended before the directory was this run's to write to. */
  readonly #held: HouseRecord[] = [];

  /** @param options.thumbnails - whether `house-ended` events carry a picture; drawing one takes some tenths of a second. */
  constructor(settings: GenerateSettings, recorder: Recorder, options: { readonly thumbnails?: boolean } = {}) {
    this.#settings = settings;
    this.#recorder = recorder;
    this.#wantsThumbnails = options.thumbnails ?? false;
  }

  get state(): RunState {
    return this.#state;
  }

  get progress(): RunProgress {
    return this.#meter.progress;
  }

  /** Calls back at every event; returns the function that stops it. */
  listen(listener: (event: RunEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Works through all houses; to be called once. Throws before anything is written where files or settings are unusable or the directory holds something
   * else (`input.invalid`, `file.…`, `house.no-assets`), `cancelled` after {@link cancel}, and what ended the run early (a full disk, no browser) where no
   * house was finished; with finished houses that is a problem of the result.
   */
  async start(): Promise<GenerateResult> {
    if (this.#state !== 'ready') throw new AppError('internal', 'A run starts only once.');
    this.#enter('running');
    try {
      const result = await this.#run();
      this.#enter('done');
      return result;
    } catch (error) {
      this.#enter(this.#isCancelled ? 'cancelled' : 'failed');
      throw error;
    }
  }

  /** Takes no further house; those in work are finished. */
  pause(): void {
    if (this.#state !== 'running') return;
    this.#gate = Promise.withResolvers();
    this.#enter('pausing');
    this.#rest();
  }

  resume(): void {
    if (this.#state !== 'pausing' && this.#state !== 'paused') return;
    this.#openGate();
    this.#enter('running');
  }

  /** Ends the run; houses in work are given up and leave nothing behind. */
  cancel(): void {
    this.#isCancelled = true;
    this.#ended.abort();
    this.#openGate();
  }

  async #run(): Promise<GenerateResult> {
    const settings = this.#settings;
    const source = await openHouseSource(settings);
    const guard = await guardSettings(settings);
    await clearStages(path.join(settings.outDir, settings.split));
    if (!guard.isNew) await this.#openLog(guard, source);
    try {
      return await this.#workThrough(source, guard);
    } finally {
      await this.#claim?.release();
    }
  }

  async #workThrough(source: HouseSource, guard: SettingsGuard): Promise<GenerateResult> {
    const settings = this.#settings;
    const counted = this.#countAhead(source);
    await Promise.all(Array.from({ length: settings.workers }, () => this.#work(source, guard)));
    const isWhole = !this.#ended.signal.aborted;
    this.#ended.abort();
    await source.candidates.return();
    await counted;
    await (await this.#log?.catch(() => null))?.close();
    if (!isWhole) this.#refuseOrReport();
    return { ...this.#totals, seconds: Math.round(this.#meter.spentMs / 10) / 100, problems: this.#problems };
  }

  /** What was finished before stays; with nothing finished the error is all there is to say. */
  #refuseOrReport(): void {
    if (this.#isCancelled) throw new AppError('cancelled', 'The run was cancelled. What was finished is kept; start it again to continue.');
    if (!(this.#fatal instanceof AppError && this.#totals.houses > 0)) throw this.#fatal;
    this.#report(problemFromError(this.#fatal));
  }

  async #work(source: HouseSource, guard: SettingsGuard): Promise<void> {
    try {
      for (;;) {
        await this.#gate?.promise;
        if (this.#ended.signal.aborted) return;
        const next = await source.candidates.next();
        if (next.done === true || this.#ended.signal.aborted) return;
        this.#inWork += 1;
        this.#emit({ kind: 'house-started', house: next.value.name });
        const result = await this.#workOn(next.value, () => this.#openLog(guard, source));
        if (result !== null) await this.#settle(result);
        this.#inWork -= 1;
        this.#rest();
      }
    } catch (error) {
      this.#endRun(error);
    }
  }

  #workOn(candidate: HouseCandidate, beforeWriting: () => Promise<unknown>): Promise<HouseResult | null> {
    return workOnHouse({
      candidate,
      settings: this.#settings,
      recorder: this.#recorder,
      signal: this.#ended.signal,
      beforeWriting: async () => void (await beforeWriting()),
      onFrames: (frames, { walk, done, of }) => {
        this.#meter.addFrames(frames);
        this.#emit({ kind: 'frames', house: candidate.name, walk, frames: done, of });
        this.#emit({ kind: 'progress', progress: this.progress });
      },
      wantsThumbnail: this.#wantsThumbnails,
    });
  }

  async #settle({ record, problems, error, thumbnail }: HouseResult): Promise<void> {
    if (error !== null && this.#endsTheRun(error)) {
      await this.#note(record).catch(() => undefined);
      this.#endRun(error);
      return;
    }
    if (record.outcome === 'failed') this.#totals.failed += 1;
    else this.#totals.houses += 1;
    if (record.outcome === 'skipped') this.#totals.skipped += 1;
    if (record.outcome === 'done') this.#withoutPage = 0;
    this.#totals.frames += record.frames;
    this.#totals.questions += record.questions;
    this.#meter.addHouse({ isWork: record.outcome !== 'skipped' });
    for (const problem of problems) this.#report(problem);
    this.#emit({ kind: 'house-ended', record, thumbnail });
    this.#emit({ kind: 'progress', progress: this.progress });
    await this.#note(record);
  }

  /** A full disk would fail every house alike, and so would a missing browser; a page may just have died of its house. The rest is the house's own trouble. */
  #endsTheRun({ code }: AppError): boolean {
    if (code !== 'render.no-page') return code === 'file.write-failed' || code === 'generation.running';
    this.#withoutPage += 1;
    return this.#withoutPage > this.#settings.workers || this.#totals.houses === this.#totals.skipped;
  }

  #endRun(error: unknown): void {
    if (!this.#ended.signal.aborted) this.#fatal = error;
    this.#ended.abort();
    this.#openGate();
  }

  /** Makes the directory this run's own, once. */
  #openLog(guard: SettingsGuard, { companions }: HouseSource): Promise<OutcomeLog> {
    this.#log ??= (async () => {
      const { outDir } = this.#settings;
      await guard.write();
      this.#claim = await claimDirectory(outDir);
      for (const [name, text] of companions) {
        const file = path.join(outDir, name);
        if (!existsSync(file)) await writeFileAtomically(file, text);
      }
      const log = await openOutcomeLog(outDir, this.#settings);
      for (const record of this.#held.splice(0)) await log.add(record);
      return log;
    })();
    return this.#log;
  }

  async #note(record: HouseRecord): Promise<void> {
    if (this.#log === null) this.#held.push(record);
    else await (await this.#log).add(record);
  }

  #countAhead(source: HouseSource): Promise<void> {
    return source.count(this.#ended.signal).then(
      (total) => {
        if (total !== null) this.#meter.expect(total);
      },
      // Whoever reads the houses meets the same error and says so.
      () => undefined,
    );
  }

  #report(problem: Problem): void {
    this.#problems.push(problem);
    this.#emit({ kind: 'problem', problem });
  }

  #openGate(): void {
    this.#gate?.resolve();
    this.#gate = null;
  }

  /** Pausing is over once no house is in work. */
  #rest(): void {
    if (this.#state === 'pausing' && this.#inWork === 0) this.#enter('paused');
  }

  #enter(state: RunState): void {
    this.#state = state;
    if (state === 'running' || state === 'pausing') this.#meter.run();
    else this.#meter.rest();
    this.#emit({ kind: 'state', state });
  }

  #emit(event: RunEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
