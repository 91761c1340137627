/** Runs in the test's browser page: what the render page draws and what its videos hold, pixel by pixel. Bytes travel as base64. */
import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, VideoSampleSink } from 'mediabunny';
import { choosePainter } from '../../renderer/stage/choose-painter.ts';
import type { PaintedFrame } from '../../renderer/stage/frame-painter.ts';
import { AppError } from '../../shared/errors.ts';
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
  const painter = await choosePainter(job.renderer, compileStage(job.scene, job.look), job.camera);
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

/** What a painter says when its graphics device is lost between two frames: the error's code, or null if it went on. */
async function drawAfterLoss(job: RenderJob): Promise<string | null> {
  const contexts: WebGL2RenderingContext[] = [];
  const getContext = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: Parameters<typeof getContext>) {
    const context = getContext.apply(this, args);
    if (context instanceof WebGL2RenderingContext) contexts.push(context);
    return context;
  } as typeof getContext;
  const [pose] = job.poses;
  if (pose === undefined) throw new Error('the job has no pose');
  try {
    const painter = await choosePainter(job.renderer, compileStage(job.scene, job.look), job.camera);
    painter.draw(pose);
    contexts.at(-1)?.getExtension('WEBGL_lose_context')?.loseContext();
    painter.draw(pose);
    return null;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  } finally {
    OffscreenCanvas.prototype.getContext = getContext;
  }
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
  readonly drawAfterLoss: typeof drawAfterLoss;
}

Object.assign(globalThis, { probe: { paintIds, decodeVideo, drawAfterLoss } satisfies PainterProbe });
