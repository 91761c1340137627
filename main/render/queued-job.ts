import { AppError } from '../../shared/errors.ts';
import type { Modality } from '../../shared/stage/modalities/modality-names.ts';
import type { FrameBatch, JobReport, RenderJob } from '../../shared/stage/render-job.ts';

/** Where a job's results go. Calls for one job come one at a time and in order; none comes after the job's promise has settled. */
export interface RenderSink {
  /** Counts of consecutive frames; the first batch starts at 0 and each starts where the last one ended. */
  frames(batch: FrameBatch): void | Promise<void>;
  /** A piece of the file of `rgb` or of another modality that the job asked for; per file, offsets have no gaps and no overlaps. */
  video(offsetBytes: number, bytes: Uint8Array, modality: Modality): Promise<void>;
  /** The attempt was lost and everything starts anew at frame 0 and byte 0. */
  reset(): Promise<void>;
}

/** A page's right to work on a job until `untilMs`. */
interface Lease {
  readonly id: string;
  readonly page: string;
  untilMs: number;
}

/** One job on its way through the queue: who works on it, how far it is, and the promise its owner waits for. */
export class QueuedJob {
  readonly job: RenderJob;
  readonly report: Promise<JobReport>;
  attempts = 0;
  lease: Lease | null = null;
  isOver = false;
  /** Sink calls that have not settled; a lease does not run out while we are the slow side. */
  sinkCalls = 0;
  readonly #sink: RenderSink;
  readonly #outcome = Promise.withResolvers<JobReport>();
  #frames = 0;
  /** Received so far, by file. */
  readonly #fileBytes = new Map<Modality, number>();
  #tail: Promise<void> = Promise.resolve();

  constructor(job: RenderJob, sink: RenderSink) {
    this.job = job;
    this.#sink = sink;
    this.report = this.#outcome.promise;
  }

  /** Prepares an attempt: from the second on, the sink starts anew. */
  async start(): Promise<void> {
    this.attempts += 1;
    if (this.attempts === 1) return;
    this.#frames = 0;
    this.#fileBytes.clear();
    await this.#callSink(() => this.#sink.reset());
  }

  /** @throws AppError `render.lost` when the batch does not continue where the last one ended. */
  async takeFrames(batch: FrameBatch): Promise<void> {
    const end = batch.start + batch.frames.length;
    if (batch.start !== this.#frames || end > this.job.poses.length) {
      throw new AppError(
        'render.lost',
        `Frames ${batch.start} to ${end - 1} came where frame ${this.#frames} was due; this attempt is void.`,
      );
    }
    this.#frames = end;
    await this.#callSink(() => this.#sink.frames(batch));
  }

  /** Returns the bytes of that file received so far. @throws AppError `render.lost` at any other offset than the next, or for a file nobody asked for. */
  async takeVideo(offsetBytes: number, bytes: Uint8Array, modality: Modality): Promise<number> {
    const due = this.#fileBytes.get(modality) ?? 0;
    if (offsetBytes !== due || (modality !== 'rgb' && this.job.modalities?.includes(modality) !== true)) {
      throw new AppError('render.lost', `Bytes of ${modality} came at offset ${offsetBytes}, but ${due} was due; this attempt is void.`);
    }
    const received = due + bytes.byteLength;
    this.#fileBytes.set(modality, received);
    await this.#callSink(() => this.#sink.video(offsetBytes, bytes, modality));
    return received;
  }

  /** @throws AppError `input.invalid` when the report promises more or less than what was posted. */
  async finish(report: JobReport): Promise<void> {
    const total = this.job.poses.length;
    const got = (modality: Modality) => this.#fileBytes.get(modality) ?? 0;
    const missing = this.job.modalities?.find((modality) => modality !== 'rgb' && report.modalityBytes?.[modality] !== got(modality));
    if (report.frames !== total || this.#frames !== total || report.videoBytes !== got('rgb') || missing !== undefined) {
      const promised = missing === undefined ? report.videoBytes : (report.modalityBytes?.[missing] ?? 0);
      const arrived = `${this.#frames} of ${total} frames and ${got(missing ?? 'rgb')} of ${promised} bytes of ${missing ?? 'rgb'}`;
      throw new AppError('input.invalid', `The render page said it was done, but ${arrived} arrived.`);
    }
    this.isOver = true;
    await this.#tail;
    this.#outcome.resolve(report);
  }

  /** Ends the job for good; its owner learns it when the sink is at rest. */
  giveUp(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.lease = null;
    void this.#tail.then(() => this.#outcome.reject(error));
  }

  /** A failing sink (a full disk, say) ends the job: another attempt would meet the same. */
  async #callSink(call: () => void | Promise<void>): Promise<void> {
    this.sinkCalls += 1;
    const done = this.#tail.then(call);
    this.#tail = done.catch(() => undefined);
    try {
      await done;
    } catch (error) {
      this.giveUp(error);
      throw error;
    } finally {
      this.sinkCalls -= 1;
    }
  }
}
