import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { checkDueScenes } from '../../../main/formats/import-shards.ts';
import { firstTables } from '../../../main/store/migrations/0001-first-tables.ts';
import { applicationId } from '../../../main/store/migrations/migrate.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import type { FrameSightings, QuestionDetail } from '../../../shared/api/index.ts';
import { aBackend, decideOn, queue } from '../../fixtures/a-backend.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';

const stored = JSON.stringify({ text: 'How many beds?', answer: '2', options: [], letter: null, roles: null });
const scene = JSON.stringify({ id: 's', rooms: [], walls: [], openings: [], objects: [], ceilingHeightM: 2.7 });

/** One frame's sighting as version 1 packed it: object 3, 40 pixels, a fraction of 0.25, bounds 1 to 4. */
function packedSighting(): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt32LE(3, 0);
  bytes.writeUInt32LE(40, 4);
  bytes.writeDoubleLE(0.25, 8);
  for (let k = 0; k < 4; k += 1) bytes.writeInt16LE(k + 1, 16 + 2 * k);
  return bytes;
}

function aFirstVersion(file: string, shard = '/nowhere/d'): void {
  const raw = new Database(file);
  raw.exec(firstTables);
  raw.pragma(`application_id = ${applicationId}`);
  raw.pragma('user_version = 1');
  raw.prepare("insert into shard values ('d', ?, 'simsv', 'simsv', 5)").run(shard);
  raw.prepare("insert into scene values ('s', 'd', 'val/000000', ?)").run(scene);
  raw
    .prepare(
      "insert into source_file values (7, 'd', 's', 'val/000000/qa_pairs_x__0.jsonl', 10, 'h'), (8, 'd', 's', 'val/000000/spatial_metadata.json', 4, 'h')",
    )
    .run();
  raw.prepare("insert into trajectory values ('s:0', 's', '0', 10, 2, null, null, ?)").run(new Uint8Array(new Float64Array(6).buffer));
  raw.prepare("insert into frame values ('s:0', 1, ?)").run(packedSighting());
  raw.prepare("insert into question values (1, 'q', 's', 's:0', 'x', 7, 0, 10, 1, 'h', ?, 'undecidable', null)").run(stored);
  raw
    .prepare(
      "insert into question_state (seq, scene_id, task, text, answer, content_hash, agreement) values (1, 's', 'x', 't', '2', 'h', 'undecidable')",
    )
    .run();
  raw.prepare("update verdict_count set count = 1 where verdict = 'undecided'").run();
  raw.prepare("insert into problem values (1, 'd', 'val/000000', 'read', null, null, null, 'internal', 'm')").run();
  raw.close();
}

test('a workspace of the first version opens with its frames, questions and problems, can be decided in, and has a copy beside it', async () => {
  const file = path.join(aFolder(), 'old.sightline');
  aFirstVersion(file);
  const api = aBackend({ workspaceFile: file });
  expect(await api.get<FrameSightings>('/api/trajectories/s:0/frames?start=0&count=9')).toEqual({
    start: 0,
    frames: [[], [[3, 40, 0.25, 1, 2, 3, 4]]],
  });
  expect(await api.get<QuestionDetail>('/api/questions/q')).toMatchObject({ geometry: 'known', verdict: 'undecided' });
  await decideOn(api, 'q', { operation: 'approve' });
  expect(await api.get('/api/problems')).toMatchObject({ problems: [{ code: 'internal' }] });
  await api.backend.close();

  const raw = new Database(file);
  expect(raw.pragma('foreign_key_check')).toEqual([]);
  expect(raw.prepare('select path, has_questions from source_file').raw().all()).toEqual([
    ['val/000000/qa_pairs_x__0.jsonl', 1],
    ['val/000000/spatial_metadata.json', 0],
  ]);
  raw.close();
  expect(existsSync(`${file}.backup-v1`)).toBe(true);
});

test('its questions, judged before anybody looked for findings, are judged again so that lists find them', async () => {
  const file = path.join(aFolder(), 'old.sightline');
  aFirstVersion(file, aFolder());
  const workspace = openWorkspace(file, { create: false });
  await checkDueScenes(workspace);
  workspace.close();
  const api = aBackend({ workspaceFile: file });
  expect(await queue(api, '?finding=unreadable')).toMatchObject({ total: 1, rows: [{ agreement: 'undecidable' }] });
  await api.backend.close();
});
