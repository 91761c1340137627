import type { Problem } from '../../../shared/errors.ts';
import type { VideoFacts } from './read-video.ts';

/** What everything else says that the video should be; null where nothing says it. */
export interface VideoExpectation {
  /** The file that counts frames, and how many it has. */
  readonly annotations: string;
  readonly frameCount: number;
  readonly fps: number | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
}

/** What does not fit between a video and its annotations, before any question is judged. The video is kept: the player says the same on the picture. */
export function checkVideo(file: string, facts: VideoFacts, expected: VideoExpectation): Problem[] {
  const { frameCount, fps, widthPx, heightPx } = facts;
  const problems: Problem[] = [];
  const add = (code: Problem['code'], message: string, where = file) => problems.push({ code, file: where, message });
  if (facts.codec.isUnknown) {
    add(
      'input.unsupported',
      `Its codec ${facts.codec.name} is none that the player decodes. Convert it to H.264 or VP9, or review on the map.`,
    );
  }
  if (facts.isCut) {
    add(
      'file.truncated',
      `The video ends before the last of its ${frameCount} frames. Frames that are there can be reviewed; the others have no picture.`,
    );
  }
  if (facts.fault !== null) {
    add('dataset.video-timestamps', `${facts.fault} No picture of it can be proven to be its frame; decisions about it are marked so.`);
  }
  if (frameCount !== expected.frameCount) {
    const which = expected.frameCount < frameCount ? 'shorter' : 'longer';
    add(
      'dataset.frame-count-mismatch',
      `The annotations are ${which} than the video: ${expected.frameCount} lines for ${frameCount} frames. Frames beyond the shorter one have no partner; check that both come from the same run.`,
      expected.annotations,
    );
  }
  if (!facts.isConstantRate) {
    add(
      'dataset.video-rate-mismatch',
      `Its frames do not last equally long (${fps} a second on average). Frames are counted, so each is still right; times are not.`,
    );
  } else if (expected.fps !== null && Math.abs(fps - expected.fps) > 0.01 * expected.fps) {
    add(
      'dataset.video-rate-mismatch',
      `It runs at ${fps} frames a second, but the scene was recorded at ${expected.fps}. Frames are right, times are not.`,
    );
  }
  if (expected.widthPx !== null && expected.heightPx !== null && (widthPx !== expected.widthPx || heightPx !== expected.heightPx)) {
    add(
      'dataset.video-size-mismatch',
      `It is ${widthPx} x ${heightPx} pixels, but the camera took ${expected.widthPx} x ${expected.heightPx}: boxes may lie beside their objects.`,
    );
  }
  return problems;
}
