import { defaultWalkSettings } from '../../main/generate/walkthrough/walk-settings.ts';
import { withRecorder } from '../../main/generate/with-recorder.ts';
import { type RendererName, renderers } from '../../shared/stage/render-job.ts';
import { benchHouse } from './houses.ts';
import { type BenchEntry, rateEntry } from './measure.ts';

const repeats = 4;

/**
 * Frames a second of a whole recording on one render page: draw (multi-sampled colour and exact ids, or the rasteriser), count, encode VP9, mux, post.
 * The page is warm; the first recording of each renderer is not counted.
 */
export async function benchRecord(): Promise<Record<string, BenchEntry>> {
  const { scene, poses } = await benchHouse();
  return withRecorder({ workers: 1 }, async (recorder, problems) => {
    if (!recorder.hasVideo) throw new Error(problems[0]?.message);
    const rateOf = async (renderer: RendererName) => {
      const job = { id: `bench-${renderer}`, scene, poses, camera: defaultWalkSettings.camera, fps: 10, renderer };
      const ignore = { frames: () => undefined, video: async () => undefined, reset: async () => undefined };
      const report = await recorder.record(job, ignore, new AbortController().signal);
      return report.frames / report.seconds;
    };
    const entries: Record<string, BenchEntry> = {};
    for (const renderer of renderers) {
      const rates: number[] = [];
      for (let i = 0; i <= repeats; i++) rates.push(await rateOf(renderer));
      entries[`record.${renderer}`] = rateEntry(rates.slice(1), 'frames/s', renderer === 'babylon' ? 100 : undefined);
    }
    return entries;
  });
}
