/** Runs in the test's browser page: what the render page draws and what its videos hold, pixel by pixel. Bytes travel as base64. */
import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, VideoSampleSink } from 'mediabunny';
import { choosePainter } from '../../renderer/stage/choose-painter.ts';
import type { PaintedFrame } from '../../renderer/stage/frame-painter.ts';
import { compileStage } from '../../shared/stage/compile-stage.ts';
import type { RenderJob } from '../../shared/stage/render-job.ts';

/** A decoded video: when each frame is shown, which are key frames, and the RGBA of the frames that were asked for. */
export interface DecodedVideo {
  readonly timestampsS: readonly number[];
  readonly keyFrames: readonly number[];
  readonly rgba: readonly string[];
}

/** Ids (16 bit, little-endian) of every frame, in order. */
async function paintIds(job: RenderJob): Promise<string[]> {
  const painter = await choosePainter(job.renderer, compileStage(job.scene), job.camera);
  const ids: string[] = [];
  const take = (frame: PaintedFrame | null): boolean => {
    if (frame !== null) ids.push(new Uint8Array(frame.ids.buffer).toBase64());
    return frame !== null;
  };
  for (const pose of job.poses) take(painter.draw(pose));
  while (take(painter.drain()));
  painter.dispose();
  return ids;
}

async function decodeVideo(video: string, frames: readonly number[]): Promise<DecodedVideo> {
  const input = new Input({ source: new BlobSource(new Blob([Uint8Array.fromBase64(video)])), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  if (track === null) throw new Error('no video track');
  const keyFrames: number[] = [];
  let packetCount = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    if (packet.type === 'key') keyFrames.push(packetCount);
    packetCount += 1;
  }
  const timestampsS: number[] = [];
  const rgba: string[] = [];
  for await (const sample of new VideoSampleSink(track).samples()) {
    if (frames.includes(timestampsS.length)) {
      const context = new OffscreenCanvas(sample.displayWidth, sample.displayHeight).getContext('2d') as OffscreenCanvasRenderingContext2D;
      sample.draw(context, 0, 0);
      rgba.push(new Uint8Array(context.getImageData(0, 0, sample.displayWidth, sample.displayHeight).data.buffer).toBase64());
    }
    timestampsS.push(sample.timestamp);
    sample.close();
  }
  return { timestampsS, keyFrames, rgba };
}

/** What a page offers once the probe is loaded. */
export interface PainterProbe {
  readonly paintIds: typeof paintIds;
  readonly decodeVideo: typeof decodeVideo;
}

Object.assign(globalThis, { probe: { paintIds, decodeVideo } satisfies PainterProbe });
