import { defaultWalkSettings } from '../../main/generate/walkthrough/walk-settings.ts';
import { withRecorder } from '../../main/generate/with-recorder.ts';
import { type RendererName, renderers } from '../../shared/stage/render-job.ts';
import { benchHouse } from './houses.ts';
import { type BenchEntry, rateEntry } from './measure.ts';

const repeats = 4;

/**
 * Frames a second of recording on one warm render page: draw (multi-sampled colour and exact ids, or the rasteriser at 2x2), count, encode VP9, mux, post.
 * `record.<renderer>` is the running rate: what a walk twice as long takes longer. `….whole-walk` includes the start of a job (compiling the house, a new
 * WebGL context, a new encoder). The first job of each renderer is not counted.
 */
export async function benchRecord(): Promise<Record<string, BenchEntry>> {
  const { scene, poses } = await benchHouse();
  return withRecorder({ workers: 1 }, async (recorder, problems) => {
    if (!recorder.hasVideo) throw new Error(problems[0]?.message);
    const secondsFor = async (renderer: RendererName, walks: number): Promise<number> => {
      const longer = Array.from({ length: walks }, () => poses).flat();
      const job = { id: `bench-${renderer}`, scene, poses: longer, camera: defaultWalkSettings.camera, fps: 10, renderer };
      const ignore = { frames: () => undefined, video: async () => undefined, reset: async () => undefined };
      return (await recorder.record(job, ignore, new AbortController().signal)).seconds;
    };
    const entries: Record<string, BenchEntry> = {};
    for (const renderer of renderers) {
      await secondsFor(renderer, 1);
      const whole: number[] = [];
      const running: number[] = [];
      for (let i = 0; i < repeats; i++) {
        const once = await secondsFor(renderer, 1);
        const thrice = await secondsFor(renderer, 3);
        whole.push(poses.length / once);
        running.push((2 * poses.length) / (thrice - once));
      }
      entries[`record.${renderer}`] = rateEntry(running, 'frames/s', renderer === 'babylon' ? 100 : 250);
      entries[`record.${renderer}.whole-walk`] = rateEntry(whole, 'frames/s');
    }
    return entries;
  });
}
