import { type InputVideoTrack, type VideoSample, VideoSampleSink } from 'mediabunny';

/** One decoding pass that goes forward from a key frame. */
export interface DecodeRun {
  /** The next picture in the order of presentation, to be closed by the caller; null at the end of the file. Rejects where it cannot be decoded. */
  next(): Promise<DecodedPicture | null>;
  /** From now on asks, before decoding a picture that no other is predicted from, whether to spare it: then it does not come out. Only where the codec tells. */
  spareWhere?(isSpared: (timestampUs: number) => boolean): void;
  /** Ends decoding and closes everything that was decoded ahead. */
  stop(): Promise<void>;
}

/** A picture fresh from the decoder. */
export interface DecodedPicture {
  readonly timestampUs: number;
  /** A copy as it is meant to be displayed. */
  toBitmap(): Promise<ImageBitmap>;
  close(): void;
}

/**
 * A pass through mediabunny's own decoding, which knows the quirks of codecs (interlaced H.264, reordering that the stream does not announce, HEVC) but
 * makes a new decoder for every pass and decodes far ahead.
 */
export function createCarefulRun(track: InputVideoTrack, keyTimeS: number): DecodeRun {
  const samples = new VideoSampleSink(track).samples(keyTimeS);
  return {
    next: async () => {
      const { value: sample } = await samples.next();
      if (!sample) return null;
      return { timestampUs: sample.microsecondTimestamp, toBitmap: () => bitmapFromSample(sample), close: () => sample.close() };
    },
    stop: async () => {
      await samples.return();
    },
  };
}

async function bitmapFromSample(sample: VideoSample): Promise<ImageBitmap> {
  const frame = sample.toVideoFrame();
  try {
    const isPlain = sample.rotation === 0 && frame.displayWidth === sample.displayWidth && frame.displayHeight === sample.displayHeight;
    if (isPlain) return await createImageBitmap(frame);
    const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
    sample.draw(canvas.getContext('2d', { alpha: false }) as OffscreenCanvasRenderingContext2D, 0, 0, canvas.width, canvas.height);
    return canvas.transferToImageBitmap();
  } finally {
    frame.close();
  }
}
