import { compileStage } from '../../shared/stage/compile-stage.ts';
import { countInstances } from '../../shared/stage/count-instances.ts';
import type { JobReport, RenderJob } from '../../shared/stage/render-job.ts';
import { choosePainter } from './choose-painter.ts';
import type { FramePainter, PaintedFrame } from './frame-painter.ts';
import { createFramePoster, postVideo } from './job-posts.ts';
import { createVideoRecorder, type VideoRecorder } from './video-recorder.ts';

/**
 * Records one job: draws every pose, posts the counts as it goes and the video at the end.
 * Returns null when the job was cancelled meanwhile. Throws whatever went wrong; the caller reports it.
 */
export async function recordJob(job: RenderJob): Promise<JobReport | null> {
  const startedMs = performance.now();
  let painter: FramePainter | null = null;
  let recorder: VideoRecorder | null = null;
  try {
    recorder = await createVideoRecorder({ ...job.camera, fps: job.fps });
    painter = await choosePainter(job.renderer, compileStage(job.scene), job.camera);
    if (!(await recordFrames(job, painter, recorder))) return null;
    const video = await recorder.finish();
    await postVideo(job.id, video);
    return {
      renderer: painter.renderer,
      device: painter.device,
      codec: recorder.codec,
      userAgent: navigator.userAgent,
      frames: job.poses.length,
      videoBytes: video.size,
      seconds: (performance.now() - startedMs) / 1000,
    };
  } finally {
    painter?.dispose();
    recorder?.dispose();
  }
}

/** Resolves to false when the job was cancelled. */
async function recordFrames(job: RenderJob, painter: FramePainter, recorder: VideoRecorder): Promise<boolean> {
  const poster = createFramePoster(job.id);
  const take = async (frame: PaintedFrame): Promise<boolean> => {
    const visible = countInstances(frame.ids, job.camera.widthPx, job.camera.heightPx);
    await recorder.add(frame.rgbx);
    return poster.add(visible);
  };
  for (const pose of job.poses) {
    const frame = painter.draw(pose);
    if (frame !== null && !(await take(frame))) return false;
  }
  for (let frame = painter.drain(); frame !== null; frame = painter.drain()) {
    if (!(await take(frame))) return false;
  }
  return poster.flush();
}
