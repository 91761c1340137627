/** What a source gives for a frame: its picture, or why there is none. */
export type Picture =
  | {
      readonly kind: 'picture';
      /** Stays the source's own: draw it in the same tick, do not close it. */
      readonly image: ImageBitmap | HTMLVideoElement;
      /** True when its timestamp proves that it is the frame asked for. */
      readonly isProven: boolean;
    }
  | { readonly kind: 'missing' /** A sentence for the reviewer. */; readonly reason: string };

/** How a request for a frame is watched. */
export interface Wish {
  /** False once nobody waits for the frame any more: decoding stops at the next picture. */
  isWanted(): boolean;
  /** True where the frames before it are of no interest for now. */
  readonly isJump?: boolean;
  /** Called for every picture that is decoded on the way. */
  onDecoded?(frame: number): void;
}

/** What a source has done so far, for tests and benches. */
export interface SourceStats {
  /** Decoded pictures that were handed to us and not closed yet. 0 when idle. */
  readonly openPictures: number;
  readonly decoded: number;
}

/** Pictures of one video by frame index. */
export interface FrameSource {
  readonly frameCount: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Why no picture of this source is proven, as a sentence; null where timestamps prove them. */
  readonly doubt: string | null;
  /** The picture if it is already decoded. */
  cached(frame: number): Picture | undefined;
  /** The decoded frame nearest to `frame`; null without any. */
  nearestCached(frame: number): number | null;
  /** The picture of a frame; null when it was not wanted any more. Never rejects: what cannot be decoded is `missing`. */
  pictureAt(frame: number, wish: Wish): Promise<Picture | null>;
  /** Decodes these frames in order when nothing else is asked for; replaces the earlier list. */
  prefetch(frames: readonly number[]): void;
  stats(): SourceStats;
  close(): void;
}

/** Why a video cannot be shown, as a sentence for the reviewer. */
export class VideoError extends Error {
  override readonly name = 'VideoError';
  /** What to blame: the file is broken or holds no video, or its codec is not played here. */
  readonly blame: 'file' | 'codec';

  constructor(message: string, blame: 'file' | 'codec', cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.blame = blame;
  }
}

/** The sentence of any error. */
export function sentenceOf(error: unknown): string {
  if (error instanceof VideoError) return error.message;
  const said = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  // The reader asks for the first bytes; a file without any has no such range.
  if (/\b416\b/.test(said)) return 'The video file is empty.';
  if (/\b404\b/.test(said)) return 'The video file is not where it was.';
  return `The video cannot be read: ${said}.`;
}
