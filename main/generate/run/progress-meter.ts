import type { RunProgress } from './run-events.ts';

/** Keeps count of a run, pauses left out of its clock. */
export class ProgressMeter {
  readonly #now: () => number;
  #runningSinceMs: number | null = null;
  #spentMs = 0;
  #houses = 0;
  /** Houses that took work: those done before say nothing about the time that the rest will take. */
  #worked = 0;
  #frames = 0;
  #housesTotal: number | null = null;

  /** @param now - milliseconds of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  run(): void {
    this.#runningSinceMs ??= this.#now();
  }

  rest(): void {
    this.#spentMs = this.spentMs;
    this.#runningSinceMs = null;
  }

  /** Milliseconds at work so far. */
  get spentMs(): number {
    return this.#spentMs + (this.#runningSinceMs === null ? 0 : this.#now() - this.#runningSinceMs);
  }

  expect(housesTotal: number): void {
    this.#housesTotal = housesTotal;
  }

  addHouse({ isWork }: { readonly isWork: boolean }): void {
    this.#houses += 1;
    if (isWork) this.#worked += 1;
  }

  /** Frames that came; negative where an attempt was lost with them. */
  addFrames(count: number): void {
    this.#frames += count;
  }

  get progress(): RunProgress {
    const seconds = this.spentMs / 1000;
    const total = this.#housesTotal === null ? null : Math.max(this.#housesTotal, this.#houses);
    const left = total === null || this.#worked === 0 ? null : ((total - this.#houses) * seconds) / this.#worked;
    const rate = seconds === 0 ? 0 : this.#frames / seconds;
    return { houses: this.#houses, housesTotal: total, frames: this.#frames, framesPerSecond: rate, secondsLeft: left };
  }
}
