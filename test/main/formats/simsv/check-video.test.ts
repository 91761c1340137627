import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importShards } from '../../../../main/formats/import-shards.ts';
import { openWorkspace } from '../../../../main/store/open-workspace.ts';
import { aFolder, writeDataset } from '../../../fixtures/a-dataset.ts';
import { aVideo, type VideoLook } from '../../../fixtures/a-video.ts';

/** The problem codes of importing a recorded scene of 30 frames, 384 x 224 at 10 a second, with this video in place of its own. */
async function problemsWith(frameCount: number, look: VideoLook = {}): Promise<string[]> {
  const { dir } = await writeDataset(path.join(aFolder(), 'demo'), { scenes: 1, hasSidecar: true });
  writeFileSync(path.join(dir, 'val', '000000', 'rgb__0.mp4'), await aVideo(frameCount, look));
  const workspace = openWorkspace(path.join(aFolder(), 'test.sightline'), { create: true });
  const { problems } = await importShards(workspace, [dir]);
  workspace.close();
  return problems.map(({ code, file }) => `${code} ${path.basename(file ?? '')}`);
}

describe('a video that does not fit its annotations is a finding of the import', () => {
  test('unless it fits', async () => {
    expect(await problemsWith(30)).toEqual([]);
  });

  test.each<[string, number, VideoLook, string]>([
    ['by its number of frames', 31, {}, 'dataset.frame-count-mismatch offline_annos__0.jsonl'],
    ['by its rate', 30, { fps: 12 }, 'dataset.video-rate-mismatch rgb__0.mp4'],
    [
      'by an uneven rate',
      30,
      { timesS: Array.from({ length: 30 }, (_, frame) => frame / 10 + (frame % 3) * 0.02) },
      'dataset.video-rate-mismatch rgb__0.mp4',
    ],
    ['by its size', 30, { widthPx: 640, heightPx: 360 }, 'dataset.video-size-mismatch rgb__0.mp4'],
  ])('%s', async (_, frameCount, look, problem) => {
    expect(await problemsWith(frameCount, look)).toEqual([problem]);
  });
});
