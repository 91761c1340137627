import { compileStage } from '../../shared/stage/compile-stage.ts';
import { countInstances } from '../../shared/stage/count-instances.ts';
import { isDepthNeeded } from '../../shared/stage/modalities/modality-names.ts';
import type { JobReport, RenderJob } from '../../shared/stage/render-job.ts';
import { choosePainter } from './choose-painter.ts';
import { postFile } from './file-posts.ts';
import type { FramePainter, PaintedFrame } from './frame-painter.ts';
import { createFramePoster } from './job-posts.ts';
import { createModalityOutput, type ModalityOutput } from './modality-output.ts';
import { createVideoRecorder, type VideoRecorder } from './video-recorder.ts';

/**
 * Records one job: draws every pose once, posts the counts as it goes, and the video and the files of all other modalities.
 * Returns null when the job was cancelled meanwhile. Throws whatever went wrong; the caller reports it.
 */
export async function recordJob(job: RenderJob): Promise<JobReport | null> {
  const startedMs = performance.now();
  let painter: FramePainter | null = null;
  let recorder: VideoRecorder | null = null;
  const outputs: ModalityOutput[] = [];
  try {
    const stage = compileStage(job.scene, job.look);
    recorder = await createVideoRecorder({ ...job.camera, fps: job.fps });
    for (const modality of job.modalities ?? []) {
      if (modality !== 'rgb') outputs.push(await createModalityOutput(job, stage, modality));
    }
    painter = await choosePainter(job.renderer, stage, job.camera, isDepthNeeded(job.modalities ?? []));
    if (!(await recordFrames(job, painter, recorder, outputs))) return null;
    const video = await recorder.finish();
    await postFile(job.id, 'rgb', video);
    const modalityBytes: NonNullable<JobReport['modalityBytes']> = {};
    for (const output of outputs) modalityBytes[output.modality] = await output.finish();
    return {
      renderer: painter.renderer,
      device: painter.device,
      codec: recorder.codec,
      userAgent: navigator.userAgent,
      frames: job.poses.length,
      videoBytes: video.size,
      modalityBytes,
      seconds: (performance.now() - startedMs) / 1000,
    };
  } finally {
    painter?.dispose();
    recorder?.dispose();
    for (const output of outputs) output.dispose();
  }
}

/** Resolves to false when the job was cancelled. */
async function recordFrames(
  job: RenderJob,
  painter: FramePainter,
  recorder: VideoRecorder,
  outputs: readonly ModalityOutput[],
): Promise<boolean> {
  const poster = createFramePoster(job.id);
  const take = async (frame: PaintedFrame): Promise<boolean> => {
    const visible = countInstances(frame.ids, job.camera.widthPx, job.camera.heightPx);
    await Promise.all([recorder.add(frame.rgbx), ...outputs.map((output) => output.add(frame))]);
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
