import { planWalkthrough } from '../../main/generate/walkthrough/plan-walkthrough.ts';
import { defaultWalkSettings } from '../../main/generate/walkthrough/walk-settings.ts';
import { drawInNode } from '../../main/render/draw-in-node.ts';
import { foldSighting, type SightingSummary } from '../../shared/model/trajectory.ts';
import { askQuestions } from '../../shared/questions/ask.ts';
import { simsvConvention } from '../../shared/questions/conventions/simsv.ts';
import type { TrajectoryView } from '../../shared/questions/question-type.ts';
import { threeQTasks } from '../../shared/questions/task-lists.ts';
import { benchHouse } from './houses.ts';
import { type BenchEntry, latencyEntry } from './measure.ts';

/** Milliseconds to derive 1,000 answers of the 3Q types on a parsed trajectory. */
export async function benchDerive(): Promise<Record<string, BenchEntry>> {
  const view = await aView();
  const asked = askQuestions(view, { tasks: threeQTasks, perVideo: 50, seed: 1, convention: simsvConvention, seedParts: ['bench'] });
  const samplesMs: number[] = [];
  for (let repeat = 0; repeat < 20; repeat++) {
    const startMs = performance.now();
    for (let i = 0; i < 1000; i++) {
      const question = asked[i % asked.length];
      question?.type.derive(view, question.roles, simsvConvention);
    }
    samplesMs.push(performance.now() - startMs);
  }
  return { 'derive.per-1000': latencyEntry(samplesMs.slice(5), 20) };
}

async function aView(): Promise<TrajectoryView> {
  const { scene } = await benchHouse();
  const { poses } = planWalkthrough(scene, { ...defaultWalkSettings, seed: 7 });
  const { camera } = defaultWalkSettings;
  const sightings = new Map<number, SightingSummary>();
  for await (const { start, frames } of drawInNode({ scene, poses, camera })) {
    for (const [offset, visible] of frames.entries()) {
      for (const [id, pixels] of visible) {
        const objectIndex = id - 1;
        // Instance ids of scene objects are their index + 1; structure follows after them.
        if (objectIndex >= scene.objects.length) continue;
        const sighting = { objectIndex, pixels, fraction: pixels / (camera.widthPx * camera.heightPx), box2dPx: null };
        sightings.set(objectIndex, foldSighting(sightings.get(objectIndex), start + offset, sighting));
      }
    }
  }
  return { scene, sightings: [...sightings.values()], frameCount: poses.length, fps: 10 };
}
