import { createDecodedSource } from './decoded-source.ts';
import { type ElementTiming, openElementSource } from './element-source.ts';
import type { FrameCache } from './frame-cache.ts';
import { type FrameSource, VideoError } from './frame-source.ts';
import { decodingObstacle, type OpenedVideo, openVideo } from './open-video.ts';

/** What is asked of a video: where it is, and what its annotations say. */
export interface SourceRequest {
  readonly url: string;
  readonly frameCount: number;
  readonly fps: number;
}

/**
 * Opens a video in the best way that there is: decoded frame by frame with proof, else in a `<video>` element without.
 *
 * @throws VideoError with what is wrong and the codec's name, where it cannot be shown at all.
 */
export async function openSource(request: SourceRequest, cache: FrameCache): Promise<FrameSource> {
  let video: OpenedVideo;
  try {
    video = await openVideo(request.url);
  } catch (error) {
    return fallBack(request, request, error as VideoError);
  }
  const { fault } = video.table;
  const obstacle = (await decodingObstacle(video.track)) ?? (fault === null ? null : new VideoError(fault, 'file'));
  if (obstacle === null) return createDecodedSource(video, cache);
  video.input.dispose();
  return fallBack(request, video.table, obstacle);
}

async function fallBack(request: SourceRequest, timing: ElementTiming, { message, blame }: VideoError): Promise<FrameSource> {
  try {
    return await openElementSource(request.url, timing, `${message} Its own player shows the video, and nothing proves the frame.`);
  } catch (cause) {
    const advice = blame === 'codec' ? 'Convert it to H.264 or VP9, or review on the map.' : 'Get the file again, or review on the map.';
    throw new VideoError(`${message} ${advice}`, blame, cause);
  }
}
