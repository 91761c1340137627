import { type EncodedPacket, EncodedPacketSink, type InputVideoTrack } from 'mediabunny';
import type { DecodeRun } from './decode-run.ts';
import { disposableTest, type IsDisposable } from './disposable.ts';

/** Packets given to the decoder and not taken up yet, at most: enough to keep it busy, few enough that a jump elsewhere wastes little. */
const maxQueued = 3;
/** Codecs that need no more care than this. */
const plainCodecs: ReadonlySet<string> = new Set(['avc', 'vp8', 'vp9', 'av1']);

/** One `VideoDecoder` that is used for pass after pass: starting one costs no new decoder, and it decodes hardly more than is asked for. */
export interface DirectDecoder {
  /** Starts a pass at the key frame at `keyTimeS`, and ends the one before. */
  start(keyTimeS: number): DecodeRun;
  close(): void;
}

/** A decoder for a track; null where the track needs more care: turned pictures, pixels that are not square, unusual codecs. */
export async function createDirectDecoder(track: InputVideoTrack): Promise<DirectDecoder | null> {
  const config = await track.getDecoderConfig();
  const codec = (await track.getCodec()) ?? '';
  const isPlain =
    plainCodecs.has(codec) &&
    (await track.getRotation()) === 0 &&
    (await track.getDisplayWidth()) === (await track.getCodedWidth()) &&
    (await track.getDisplayHeight()) === (await track.getCodedHeight());
  if (config === null || !isPlain) return null;
  const { primaries, matrix, transfer, fullRange } = config.colorSpace ?? {};
  // Chromium drops a colour space that is only half filled.
  const colorSpace = {
    primaries: primaries ?? 'bt709',
    matrix: matrix ?? 'bt709',
    transfer: transfer ?? 'bt709',
    fullRange: fullRange ?? false,
  } as const;
  return directDecoder(track, { ...config, colorSpace }, disposableTest(codec, config.description));
}

function directDecoder(track: InputVideoTrack, config: VideoDecoderConfig, isDisposable: IsDisposable | null): DirectDecoder {
  const sink = new EncodedPacketSink(track);
  let pass: Pass | null = null;
  const create = () =>
    new VideoDecoder({
      output: (frame) => (pass === null ? frame.close() : pass.take(frame)),
      error: (error) => pass?.fail(error),
    });
  let decoder = create();
  return {
    start: (keyTimeS) => {
      pass?.end();
      // A decoder that met an error is closed for good.
      if (decoder.state === 'closed') decoder = create();
      decoder.reset();
      decoder.configure(config);
      const current = createPass(decoder, packetsFrom(sink, keyTimeS), isDisposable);
      pass = current;
      return {
        next: current.next,
        spareWhere: current.spareWhere,
        stop: async () => {
          current.end();
          if (pass !== current) return;
          pass = null;
          if (decoder.state !== 'closed') decoder.reset();
        },
      };
    },
    close: () => {
      pass?.end();
      pass = null;
      if (decoder.state !== 'closed') decoder.close();
    },
  };
}

interface Pass extends Required<Pick<DecodeRun, 'next' | 'spareWhere'>> {
  take(frame: VideoFrame): void;
  fail(error: Error): void;
  end(): void;
}

function createPass(decoder: VideoDecoder, packets: AsyncGenerator<EncodedPacket, void>, isDisposable: IsDisposable | null): Pass {
  const decoded: VideoFrame[] = [];
  let isSpared: (timestampUs: number) => boolean = () => false;
  let failure: Error | null = null;
  let [isFed, isFlushed, hasEnded] = [false, false, false];
  let news = Promise.withResolvers<void>();

  const wake = () => {
    news.resolve();
    news = Promise.withResolvers();
  };
  const feed = async () => {
    const { value: packet } = await packets.next();
    if (hasEnded || failure !== null) return;
    if (packet) {
      if (isDisposable?.(packet.data) && isSpared(packet.microsecondTimestamp)) return;
      return decoder.decode(packet.toEncodedVideoChunk());
    }
    isFed = true;
    decoder.flush().then(
      () => {
        isFlushed = true;
        wake();
      },
      () => wake(),
    );
  };
  const next: DecodeRun['next'] = async () => {
    while (decoded.length === 0) {
      if (failure !== null) throw failure;
      if (isFlushed || hasEnded) return null;
      if (!isFed && decoder.decodeQueueSize < maxQueued) {
        await feed();
        continue;
      }
      const waiting = news.promise;
      decoder.ondequeue = wake;
      await waiting;
    }
    const frame = decoded.shift() as VideoFrame;
    return { timestampUs: frame.timestamp, toBitmap: () => createImageBitmap(frame), close: () => frame.close() };
  };
  return {
    next,
    spareWhere: (test) => {
      isSpared = test;
    },
    take: (frame) => {
      if (hasEnded) return frame.close();
      decoded.push(frame);
      wake();
    },
    fail: (error) => {
      failure = error;
      wake();
    },
    end: () => {
      hasEnded = true;
      for (const frame of decoded.splice(0)) frame.close();
      void packets.return();
      wake();
    },
  };
}

async function* packetsFrom(sink: EncodedPacketSink, keyTimeS: number): AsyncGenerator<EncodedPacket, void> {
  const key = await sink.getKeyPacket(keyTimeS, { verifyKeyPackets: true });
  if (key !== null) yield* sink.packets(key);
}
