import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexShards } from '../../../main/formats/import-shards.ts';
import { StatisticsDesk } from '../../../main/statistics/statistics-desk.ts';
import { countDueScenes } from '../../../main/store/due-scenes.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import { WorkDesk } from '../../../main/threads/work-desk.ts';
import type { FrameSightings, ImportResult, QuestionDetail, WorkspaceSummary } from '../../../shared/api/index.ts';
import type { AppError } from '../../../shared/errors.ts';
import { writeScaleShard } from '../../bench/scale-shard.ts';
import { aBackend, aReviewBackend, decideOn, importAndCheck, queue, type TestBackend } from '../../fixtures/a-backend.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';

const size = { questions: 2_000, trajectories: 25, frames: 1_000, pool: 1, steps: 80 };
let shard: string;
beforeAll(async () => {
  shard = path.join(aFolder(), 'scale');
  await writeScaleShard(shard, size);
}, 60_000);

const open: TestBackend[] = [];
afterAll(() => Promise.all(open.map(({ backend }) => backend.close())));

function aStudio(): TestBackend {
  const studio = aBackend();
  open.push(studio);
  return studio;
}

describe('an import in the studio', () => {
  test('lists every question at once, reads what is opened first, stops when told, and goes on when asked again', async () => {
    const studio = aStudio();
    const stopped = studio.backend.importPaths([shard]).catch((error: AppError) => error.code);
    await studio.post('/api/work/cancel', {});
    expect(await stopped).toBe('cancelled');
    expect((await studio.get<WorkspaceSummary>('/api/workspace')).work).toBeNull();

    const listed = await studio.post<ImportResult>('/api/import', { paths: [shard] });
    await studio.post('/api/work/cancel', {});
    expect(listed).toMatchObject({ scenes: 25, trajectories: 25, questions: 2_000 });
    // The shard has no videos; nothing else is wrong with it.
    expect([...new Set(listed.problems.map(({ code }) => code))]).toEqual(['dataset.missing-video']);
    await expect.poll(async () => (await studio.get<WorkspaceSummary>('/api/workspace')).work).toBeNull();
    const unread = await queue(studio, '?agreement=unchecked&limit=500');
    expect(unread.total).toBeGreaterThan(0);

    const { id, trajectoryId } = unread.rows.at(-1) as (typeof unread.rows)[number];
    expect(await studio.get<QuestionDetail>(`/api/questions/${id}`)).toMatchObject({ geometry: 'known', agreement: 'agree' });
    const { frames } = await studio.get<FrameSightings>(`/api/trajectories/${trajectoryId}/frames?start=990&count=100`);
    expect(frames).toHaveLength(10);
    expect(frames.flat().length).toBeGreaterThan(0);

    const again = await importAndCheck(studio, [shard]);
    expect(again).toMatchObject({ scenes: 25, questions: 2_000 });
    const { counts } = await studio.get<WorkspaceSummary>('/api/workspace');
    expect(counts.frames).toBe(25_000);
    expect(await queue(studio, '?agreement=disagree')).toMatchObject({ total: 0 });
  }, 60_000);

  test('leaves decisions their turn', async () => {
    const studio = await aReviewBackend();
    open.push(studio);
    const { rows } = await queue(studio);
    const importing = studio.post<ImportResult>('/api/import', { paths: [shard] });
    for (const { id } of rows) await decideOn(studio, id, { operation: 'approve' });
    await importing;
    expect((await studio.get<WorkspaceSummary>('/api/workspace')).byVerdict).toMatchObject({ approved: rows.length, undecided: 2_000 });
  }, 60_000);

  test('that was stopped goes on when asked at once, and a closed desk starts nothing', async () => {
    const file = path.join(aFolder(), 'in.sightline');
    const workspace = openWorkspace(file, { create: true });
    await indexShards(workspace, [shard]);
    const desk = new WorkDesk(file, {
      onImportProgress: () => undefined,
      onExportProgress: () => undefined,
      onCheckEnded: () => undefined,
    });
    desk.checkInBackground();
    desk.cancel();
    desk.checkInBackground();
    await expect.poll(() => countDueScenes(workspace), { timeout: 30_000 }).toBe(0);
    await desk.close();
    await expect(desk.importPaths([shard])).rejects.toMatchObject({ code: 'cancelled' });
    workspace.close();
  }, 60_000);

  test('and counting end quietly where their threads die while they are closed', async () => {
    const gone = path.join(aFolder(), 'gone.sightline');
    const desk = new WorkDesk(gone, {
      onImportProgress: () => undefined,
      onExportProgress: () => undefined,
      onCheckEnded: () => undefined,
    });
    desk.checkInBackground();
    await desk.close();
    const statistics = new StatisticsDesk(gone);
    const asked = statistics.ask({ reviewer: 'ann', areOthersNamed: false, closeCallScore: 0.1 }).catch((error: AppError) => error.code);
    await statistics.close();
    expect(await asked).toBe('internal');
  });

  test('whose thread dies says so once, and the next one has another', async () => {
    // There is no workspace to open.
    const desk = new WorkDesk(path.join(aFolder(), 'gone.sightline'), {
      onImportProgress: () => undefined,
      onExportProgress: () => undefined,
      onCheckEnded: () => undefined,
    });
    const died = { code: 'internal', message: expect.stringContaining('do it again') };
    await expect(desk.importPaths([shard])).rejects.toMatchObject(died);
    await expect(desk.importPaths([shard])).rejects.toMatchObject(died);
    await desk.close();
  });
});
