/** Runs in a Chromium page on the player as it is, for the player's end-to-end test and bench. */
import { ALL_FORMATS, EncodedPacketSink, Input, UrlSource } from 'mediabunny';
import { createPlayer, type Player, type PlayerStats } from '../../renderer/player/player.ts';
import { readBarcode } from '../fixtures/barcode.ts';

/** What a walk over frames found. */
export interface WalkReport {
  /** Frames that were asked for and compared. */
  readonly checked: number;
  /** Where the clock, the picture's barcode and the canvas's own `data-frame` differ, or the state is not exact. */
  readonly wrong: readonly {
    readonly frame: number;
    readonly pixels: number | null;
    readonly shown: string | undefined;
    readonly state: string;
  }[];
  readonly latenciesMs: readonly number[];
}

/** One state of the player, with what is on its canvas. */
export interface PlayerLook {
  readonly state: string;
  readonly message: string | null;
  readonly frame: number;
  readonly frameCount: number;
  readonly pixels: number | null;
  readonly canvasFrame: string | undefined;
  readonly stats: PlayerStats;
}

/** Figures of the same seeks, in their order. */
export interface ColdReport {
  readonly playerMs: number[];
  /** Without the seeks that the element never said to have ended. */
  readonly videoMs: number[];
  readonly decodeMs: number[];
  /** Pictures from the key frame to the one asked for. */
  readonly decoded: number[];
}

interface Opened {
  readonly player: Player;
  readonly canvas: HTMLCanvasElement;
  firstIndex: number;
}

const players = new Map<string, Opened>();

function playerOf(id: string, cacheBytes?: number): Opened {
  const known = players.get(id);
  if (known !== undefined) return known;
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const opened = { player: createPlayer(cacheBytes === undefined ? {} : { cacheBytes }), canvas, firstIndex: 0 };
  opened.player.attach(canvas);
  players.set(id, opened);
  return opened;
}

function pixelsOf({ canvas }: Opened): number | null {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null || canvas.dataset['frame'] === '') return null;
  return readBarcode(context.getImageData(0, 0, canvas.width, 32).data, canvas.width);
}

/** The time of a decoder that gets exactly the packets from the key frame to `frame`, and whose pictures are thrown away. */
async function decodeAlone(url: string, frame: number): Promise<{ readonly ms: number; readonly count: number }> {
  using input = new Input({ source: new UrlSource(url), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config) throw new Error('There is no video to decode.');
  const sink = new EncodedPacketSink(track);
  const timesS: number[] = [];
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) timesS.push(packet.timestamp);
  const timeS = timesS.sort((a, b) => a - b)[frame] as number;
  const key = await sink.getKeyPacket(timeS, { verifyKeyPackets: true });
  const chunks: EncodedVideoChunk[] = [];
  for await (const packet of sink.packets(key ?? undefined)) {
    chunks.push(packet.toEncodedVideoChunk());
    if (packet.timestamp === timeS) break;
  }
  const decoder = new VideoDecoder({ output: (picture) => picture.close(), error: (error) => console.error(error) });
  const startMs = performance.now();
  decoder.configure(config);
  for (const chunk of chunks) decoder.decode(chunk);
  await decoder.flush();
  const ms = performance.now() - startMs;
  decoder.close();
  return { ms, count: chunks.length };
}

/** Everything the tests call; `id` names one of several players on the page. */
const page = {
  /** A new player whose cache holds no more than `cacheBytes`. */
  start(id: string, cacheBytes: number): void {
    playerOf(id, cacheBytes);
  },
  async open(id: string, url: string, frameCount: number, fps: number, firstIndex = 0, startFrame = 0): Promise<PlayerLook> {
    const opened = playerOf(id);
    opened.firstIndex = firstIndex;
    await opened.player.open({ videoUrl: url, frameCount, fps }, startFrame);
    return page.look(id);
  },
  look(id: string): PlayerLook {
    const opened = playerOf(id);
    const { state, message, frame, frameCount } = opened.player.clock.getState();
    return {
      state,
      message,
      frame,
      frameCount,
      pixels: pixelsOf(opened),
      canvasFrame: opened.canvas.dataset['frame'],
      stats: opened.player.stats(),
    };
  },
  async seek(id: string, frame: number): Promise<PlayerLook> {
    const { player } = playerOf(id);
    player.seek(frame);
    await player.settled(10_000);
    return page.look(id);
  },
  /** Seeks to each frame, waits until it is on screen, and reads its barcode. */
  async walk(
    id: string,
    frames: readonly number[],
    options: { readonly readsPixels?: boolean; readonly pauseMs?: number } = {},
  ): Promise<WalkReport> {
    const opened = playerOf(id);
    const wrong: WalkReport['wrong'][number][] = [];
    const latenciesMs: number[] = [];
    for (const frame of frames) {
      if (options.pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, options.pauseMs));
      const startMs = performance.now();
      opened.player.seek(frame);
      await opened.player.settled(20_000);
      latenciesMs.push(performance.now() - startMs);
      const now = opened.player.clock.getState();
      const pixels = options.readsPixels === false ? frame + opened.firstIndex : pixelsOf(opened);
      const shown = opened.canvas.dataset['frame'];
      const isRight = now.state === 'exact' && now.frame === frame && shown === String(frame) && pixels === frame + opened.firstIndex;
      if (!isRight && wrong.length < 8) wrong.push({ frame, pixels, shown, state: now.state });
    }
    return { checked: frames.length, wrong, latenciesMs };
  },
  /**
   * Asks for each frame without waiting for the one before, as a hand on the slider does. In every tick on the way the barcode must be that of the
   * clock's frame; resolves with the ticks in which it was not, and the last state.
   */
  async scrub(
    id: string,
    frames: readonly number[],
  ): Promise<{ readonly ticks: number; readonly wrong: number; readonly last: PlayerLook }> {
    const opened = playerOf(id);
    let [ticks, wrong] = [0, 0];
    const stop = opened.player.clock.subscribe((now) => {
      if (now.state === 'loading') return;
      ticks += 1;
      if (pixelsOf(opened) !== now.frame + opened.firstIndex) wrong += 1;
    });
    for (const frame of frames) {
      opened.player.seek(frame);
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
    await opened.player.settled(10_000);
    stop();
    return { ticks, wrong, last: page.look(id) };
  },
  /** Plays to the end of the loop's first round, or of the video, and compares picture and clock in every tick. */
  async play(id: string, rate: number, forMs: number): Promise<{ readonly frames: readonly number[]; readonly wrong: number }> {
    const opened = playerOf(id);
    const frames: number[] = [];
    let wrong = 0;
    const stop = opened.player.clock.subscribe((now, before) => {
      if (now.frame === before.frame) return;
      frames.push(now.frame);
      if (!['exact', 'seeking'].includes(now.state) || pixelsOf(opened) !== now.frame + opened.firstIndex) wrong += 1;
    });
    opened.player.play(rate);
    await new Promise((resolve) => setTimeout(resolve, forMs));
    opened.player.pause();
    await opened.player.settled(5000);
    stop();
    return { frames, wrong };
  },
  /**
   * Milliseconds from asking for a frame until it is shown, of a video of which nothing but frame 0 was decoded and hardly anything fetched: by a player
   * opened for it, and by a `<video>` element loaded for it. Beside them, with the packets in memory, what a decoder alone needs for all pictures from
   * the key frame to this one. One after the other for each frame, so that whatever else the machine does meets all three.
   */
  async coldSeeks(url: string, frameCount: number, fps: number, frames: readonly number[]): Promise<ColdReport> {
    const report: ColdReport = { playerMs: [], videoMs: [], decodeMs: [], decoded: [] };
    for (const [turn, frame] of frames.entries()) {
      await page.open('cold', `${url}?player-${turn}`, frameCount, fps);
      const { latenciesMs, wrong } = await page.walk('cold', [frame], { readsPixels: false });
      if (wrong.length > 0) throw new Error(`Frame ${frame} is not exact.`);
      page.close('cold');
      report.playerMs.push(...latenciesMs);
      report.videoMs.push(...(await page.walkVideo(`${url}?video-${turn}`, fps, [frame])));
      const { ms, count } = await decodeAlone(url, frame);
      report.decodeMs.push(ms);
      report.decoded.push(count);
    }
    return report;
  },
  /** Milliseconds that a plain `<video>` needs from asking for a quarter into each frame to its presentation, the way without WebCodecs. */
  async walkVideo(url: string, fps: number, frames: readonly number[]): Promise<number[]> {
    const video = document.createElement('video');
    video.muted = true;
    document.body.append(video);
    await new Promise((resolve) => {
      video.onloadeddata = resolve;
      video.src = url;
    });
    const latenciesMs: number[] = [];
    for (const frame of frames) {
      const startMs = performance.now();
      const isShown = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), 1000);
        video.requestVideoFrameCallback(() => {
          clearTimeout(timer);
          resolve(true);
        });
        video.currentTime = (frame + 0.25) / fps;
      });
      if (isShown) latenciesMs.push(performance.now() - startMs);
    }
    video.remove();
    return latenciesMs;
  },
  async prefetch(id: string, url: string, frameCount: number, fps: number, frames: readonly number[]): Promise<void> {
    playerOf(id).player.prefetch({ videoUrl: url, frameCount, fps }, frames);
  },
  loop(id: string, loopStart: number | null, loopEnd: number | null): void {
    playerOf(id).player.clock.setState({ loopStart, loopEnd });
  },
  close(id: string): void {
    playerOf(id).player.close();
    playerOf(id).canvas.remove();
    players.delete(id);
  },
};

/** The page's door, as `window.playerPage`. */
export type PlayerPage = typeof page;

Object.assign(window, { playerPage: page });
