import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
import { AppError } from '../../shared/errors.ts';

/** Frames between two key frames: seeking stays quick and the file hardly grows (measured: at most 11 %). */
const keyFrameInterval = 15;
/** Frames the encoder may hold before the painter waits for it. */
const maxQueuedFrames = 8;

/** Encodes the frames of one recording into an MP4 of constant frame rate. */
export interface VideoRecorder {
  /** WebCodecs codec string of the video. */
  readonly codec: string;
  /** Takes the next frame, RGBX, top row first; the bytes are copied before the call returns its promise. Waits while the encoder is behind. */
  add(rgbx: Uint8Array): Promise<void>;
  /** Ends the video and returns the whole MP4. */
  finish(): Promise<Blob>;
  /** Frees the encoder; also after `finish`. */
  dispose(): void;
}

/** Size and rate of a video. */
export interface VideoFormat {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
}

/** Starts a VP9 recording. @throws AppError `render.no-encoder` where WebCodecs or VP9 is missing, now or at any later call. */
export async function createVideoRecorder(format: VideoFormat): Promise<VideoRecorder> {
  const config = await chooseConfig(format);
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: new BufferTarget() });
  const packets = new EncodedVideoPacketSource('vp9');
  // No frameRate here: the track's clock would then be one tick per frame, and players that seek between frames land on the wrong one.
  output.addVideoTrack(packets);
  await output.start();

  let failure: unknown = null;
  let added = 0;
  let encoded = 0;
  let muxed: Promise<void> = Promise.resolve();
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      encoded += 1;
      muxed = muxed.then(() => packets.add(EncodedPacket.fromEncodedChunk(chunk), metadata));
      muxed.catch((error: unknown) => {
        failure ??= error;
      });
    },
    error: (error) => {
      failure ??= error;
    },
  });
  encoder.configure(config);

  const assertSound = () => {
    if (failure === null) return;
    throw new AppError('render.no-encoder', `The video encoder stopped: ${failure instanceof Error ? failure.message : String(failure)}`, {
      cause: failure,
    });
  };

  return {
    codec: config.codec,
    async add(rgbx) {
      assertSound();
      const timestamp = timestampUs(added, format.fps);
      const frame = new VideoFrame(rgbx, {
        format: 'RGBX',
        codedWidth: format.widthPx,
        codedHeight: format.heightPx,
        timestamp,
        duration: timestampUs(added + 1, format.fps) - timestamp,
      });
      encoder.encode(frame, { keyFrame: added % keyFrameInterval === 0 });
      frame.close();
      added += 1;
      while (encoder.encodeQueueSize > maxQueuedFrames && failure === null) {
        await new Promise((resolve) => encoder.addEventListener('dequeue', resolve, { once: true }));
      }
    },
    async finish() {
      assertSound();
      await encoder.flush();
      await muxed;
      assertSound();
      if (encoded !== added) throw new AppError('render.no-encoder', `The video encoder gave ${encoded} frames for ${added}.`);
      await output.finalize();
      return new Blob([output.target.buffer as ArrayBuffer], { type: 'video/mp4' });
    },
    dispose() {
      if (encoder.state !== 'closed') encoder.close();
    },
  };
}

/** Presentation time of a frame in microseconds: constant rate, rounded per frame so that no error adds up. */
export function timestampUs(frame: number, fps: number): number {
  return Math.round((frame * 1e6) / fps);
}

async function chooseConfig({ widthPx, heightPx, fps }: VideoFormat): Promise<VideoEncoderConfig> {
  if (typeof VideoEncoder === 'undefined') {
    throw new AppError(
      'render.no-encoder',
      'This page has no WebCodecs: it needs a current Chromium and an https, loopback or app address.',
    );
  }
  const config: VideoEncoderConfig = {
    codec: vp9Codec(widthPx, heightPx, fps),
    width: widthPx,
    height: heightPx,
    framerate: fps,
    bitrate: bitrateOf(widthPx, heightPx, fps),
    // The same encoder on every machine, whatever its graphics card.
    hardwareAcceleration: 'prefer-software',
    // Unlike "realtime", this never drops a frame to keep the rate.
    latencyMode: 'quality',
  };
  const { supported } = await VideoEncoder.isConfigSupported(config);
  if (supported) return config;
  throw new AppError('render.no-encoder', `This browser cannot encode ${config.codec} at ${widthPx} x ${heightPx}.`);
}

/** 0.45 Mbit/s at 384 x 224 and 10 frames/s (about 44 dB, where 4:2:0 itself is the limit), in proportion to pixels and to the square root of the rate: neighbours grow alike as frames come faster. */
function bitrateOf(widthPx: number, heightPx: number, fps: number): number {
  return Math.round(((0.45e6 * widthPx * heightPx) / (384 * 224)) * Math.sqrt(fps / 10));
}

/** VP9 levels: number, luma samples per second, luma samples per picture (VP9 bitstream specification, annex A). */
const vp9Levels: readonly (readonly [level: number, samplesPerSecond: number, samplesPerPicture: number])[] = [
  [10, 829_440, 36_864],
  [11, 2_764_800, 73_728],
  [20, 4_608_000, 122_880],
  [21, 9_216_000, 245_760],
  [30, 20_736_000, 552_960],
  [31, 36_864_000, 983_040],
  [40, 83_558_400, 2_228_224],
  [41, 160_432_128, 2_228_224],
  [50, 311_951_360, 8_912_896],
];

/** Codec string of profile 0, 8 bit, with the lowest level that holds the format. */
function vp9Codec(widthPx: number, heightPx: number, fps: number): string {
  const samples = widthPx * heightPx;
  const level = vp9Levels.find(([, perSecond, perPicture]) => samples <= perPicture && samples * fps <= perSecond)?.[0] ?? 52;
  return `vp09.00.${level}.08`;
}
