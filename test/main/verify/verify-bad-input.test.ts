import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { openQuestionSource } from '../../../main/verify/open-source.ts';
import { type VerifyReport, verifyQuestions } from '../../../main/verify/verify-questions.ts';
import { aFolder, writeDataset } from '../../fixtures/a-dataset.ts';
import { aMetaBox, aMetaScene, someVsibenchQuestions, writeVsibench } from '../../fixtures/a-vsibench.ts';
import { runSightline } from '../../fixtures/run-sightline.ts';

const verify = async (directory: string): Promise<VerifyReport> => verifyQuestions(await openQuestionSource(directory));

const placesOf = (problems: VerifyReport['problems']) =>
  problems.map((problem) => [problem.code, path.basename(problem.file ?? ''), problem.line, problem.item].filter(Boolean).join(' '));
const reasonsOf = (undecided: VerifyReport['undecided']) => [...new Set(undecided.map(({ reason }) => reason))].sort();
const ghosts = 'qa_pairs_count_the_ghosts__0.jsonl';

interface Box {
  object_id: string;
  min: unknown[];
  max: unknown[];
  axesLengths: unknown[];
}

/** Changes the boxes of a scene's metadata; the text NaN in quotation marks becomes Python's NaN. */
function changeBoxes(folder: string, change: (boxes: Box[]) => Box[]): void {
  const file = path.join(folder, 'spatial_metadata.json');
  const metadata = JSON.parse(readFileSync(file, 'utf8')) as { object_bbox: Box[] };
  const changed = { ...metadata, object_bbox: change(metadata.object_bbox) };
  writeFileSync(file, JSON.stringify(changed).replaceAll('"NaN"', 'NaN'));
}

const withBox = (boxes: Box[], id: string, changes: Partial<Box>) =>
  boxes.map((box) => (box.object_id === id ? { ...box, ...changes } : box));

describe('a SIMS-V dataset', () => {
  const damages: readonly { does: (folder: string) => void; problems: readonly string[]; reasons: readonly string[] }[] = [
    { does: () => {}, problems: [], reasons: ['unknown-type'] },
    {
      does: (folder) => rmSync(path.join(folder, 'spatial_metadata.json')),
      problems: ['dataset.incomplete-scene spatial_metadata.json'],
      reasons: ['no-metadata', 'unknown-type'],
    },
    {
      does: (folder) => writeFileSync(path.join(folder, 'spatial_metadata.json'), '{"object_bbox": 3}'),
      problems: ['file.malformed spatial_metadata.json'],
      reasons: ['no-metadata', 'unknown-type'],
    },
    {
      does: (folder) => changeBoxes(folder, (boxes) => withBox(boxes, 'Bed|1|0', { min: ['NaN', 0, 0] })),
      problems: ['file.malformed spatial_metadata.json Bed|1|0', 'dataset.incomplete-scene offline_annos__0.jsonl'],
      reasons: ['unknown-object', 'unknown-type'],
    },
    {
      does: (folder) => changeBoxes(folder, (boxes) => boxes.filter(({ object_id }) => object_id !== 'Bed|1|0')),
      problems: ['dataset.incomplete-scene offline_annos__0.jsonl'],
      reasons: ['unknown-object', 'unknown-type'],
    },
    {
      does: (folder) =>
        changeBoxes(folder, (boxes) => withBox(boxes, 'Bed|1|0', { min: [1, 0, 1], max: [1, 0, 1], axesLengths: [0, 0, 0] })),
      problems: [],
      reasons: ['bad-geometry', 'unknown-type'],
    },
    {
      does: (folder) => changeBoxes(folder, (boxes) => [...boxes, boxes[0] as Box]),
      problems: ['file.malformed spatial_metadata.json Bed|1|0'],
      reasons: ['unknown-type'],
    },
    {
      does: (folder) => appendFileSync(path.join(folder, ghosts), '{"idx": 2, "task": "count_the_gh\n'),
      problems: [`question.malformed ${ghosts} 3`],
      reasons: ['unknown-type'],
    },
    {
      does: (folder) =>
        appendFileSync(path.join(folder, ghosts), '{"task": "vsi_obj_abs_distance", "question": "How far?", "gt_answer": NaN}\n'),
      problems: [`question.malformed ${ghosts} 3`],
      reasons: ['unknown-type'],
    },
    {
      does: (folder) =>
        appendFileSync(path.join(folder, ghosts), '{"task": "vsi_obj_abs_distance", "question": "How far?", "gt_answer": 2.5}\n'),
      problems: [],
      reasons: ['unknown-type', 'unreadable-wording'],
    },
    {
      does: (folder) => {
        const file = path.join(folder, 'offline_annos__0.jsonl');
        writeFileSync(file, readFileSync(file, 'utf8').replace(/"num_pixels":\d+/, '"num_pixels":NaN'));
      },
      problems: ['file.malformed offline_annos__0.jsonl 1'],
      reasons: ['unknown-type'],
    },
  ];

  it('damaged in many ways: every damage has its place, everything else is verified, and nothing that is right disagrees', async () => {
    const dataset = await writeDataset(path.join(aFolder(), 'demo'), { scenes: damages.length, perVideo: 5 });
    const folderOf = (scene: number) => path.join(dataset.dir, 'val', String(scene).padStart(6, '0'));
    for (const [scene, { does }] of damages.entries()) does(folderOf(scene));
    const report = await verify(dataset.dir);
    const isIn = (scene: number) => (entry: { readonly file?: string }) => path.dirname(entry.file ?? '') === folderOf(scene);
    expect(
      damages.map((_, scene) => [placesOf(report.problems.filter(isIn(scene))), reasonsOf(report.undecided.filter(isIn(scene)))]),
    ).toEqual(damages.map(({ problems, reasons }) => [problems, reasons]));
    expect(report.questions).toBe(dataset.questionCount + 1);
    expect(report.undecided.every(({ message, line }) => message.endsWith('.') && line > 0)).toBe(true);
    const { agree, disagree, undecidable } = report;
    expect(agree + disagree + undecidable).toBe(report.questions);
    // A box that is gone takes its instances' answers with it (counts, nearest choices); what it did not touch stays right.
    expect(report.disagreements.filter(({ file }) => ![3, 4].some((scene) => isIn(scene)({ file })))).toEqual([]);
  });
});

describe('a VSI-Bench release', () => {
  it('damaged in many ways: every damage has its place, and everything else is verified', async () => {
    const fine = aMetaScene();
    const scenes = {
      fine,
      halved: {
        ...fine,
        room_size: 'NaN',
        object_bbox: {
          ...fine.object_bbox,
          bed: [{ ...fine.object_bbox.bed[0], centroid: ['NaN', 0, 0] }],
          lamp: [aMetaBox([0, 3, 1], [0, 0, 0])],
        },
      },
      unboxed: { ...fine, object_bbox: undefined },
    };
    const [size, count, direction, room] = someVsibenchQuestions('fine');
    const lines = [
      ...someVsibenchQuestions('fine'),
      '{"id": 4, "scene_',
      { ...size, id: 0, ground_truth: '1' },
      { ...direction, id: 5, ground_truth: 'Z' },
      { ...count, id: 6, question_type: 'object_smell' },
      ...someVsibenchQuestions('halved', 10),
      ...someVsibenchQuestions('unboxed', 20),
      ...someVsibenchQuestions('nowhere', 30),
      { ...room, id: 40, ground_truth: '20.5' },
      { ...direction, id: 41, options: ['A. right', 'B. right'] },
    ];
    const folder = writeVsibench(aFolder(), { lines, scenes: JSON.stringify(scenes).replaceAll('"NaN"', 'NaN') });
    const report = await verify(folder);
    const meta = 'scannet_meta_info_val.json';
    expect(placesOf(report.problems)).toEqual([
      `file.malformed ${meta} halved`,
      `file.malformed ${meta} halved bed|0`,
      `file.malformed ${meta} unboxed`,
      'question.malformed test.jsonl 5',
      'question.malformed test.jsonl 6 0',
      'question.malformed test.jsonl 7',
      'question.unknown-type test.jsonl 8 6',
      'dataset.incomplete-scene test.jsonl 13 unboxed',
      'dataset.incomplete-scene test.jsonl 17 nowhere',
      'question.malformed test.jsonl 22 41',
    ]);
    expect(report.undecided.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
      '6 unknown-type',
      '10 unknown-object',
      '12 unknown-object',
      '13 area-unknown',
      ...['20', '21', '22', '23', '30', '31', '32', '33'].map((id) => `${id} no-metadata`),
    ]);
    expect(report.disagreements.map(({ id, line, stored, derived }) => [id, line, stored, derived])).toEqual([['40', 21, '20.5', '20.4']]);
    expect(report.agree).toBe(6);
  });
});

describe('sightline verify', () => {
  const release = (lines = someVsibenchQuestions('one')) => writeVsibench(aFolder(), { lines, scenes: { one: aMetaScene() } });

  test('of what is right ends with 0, of what is wrong or broken with 1, and says so in one JSON object', async () => {
    const { dir } = await writeDataset(path.join(aFolder(), 'demo'), { scenes: 1 });
    const right = await runSightline(['verify', dir, release()]);
    expect([right.code, right.stderr]).toEqual([0, '']);
    expect(right.json).toMatchObject({ ok: true, disagree: 0, disagreements: [], problems: [], byType: { object_counting: { agree: 1 } } });
    const [size, ...others] = someVsibenchQuestions('one');
    const wrong = await runSightline(['verify', release([{ ...size, ground_truth: '199' }, ...others])]);
    expect(wrong.code).toBe(1);
    expect(wrong.json).toMatchObject({
      ok: false,
      questions: 4,
      agree: 3,
      disagree: 1,
      undecidable: 0,
      byType: { object_size_estimation: { agree: 0, disagree: 1, undecidable: 0 } },
      disagreements: [{ id: '0', type: 'object_size_estimation', stored: '199', derived: '200', reason: 'answer', line: 1 }],
      problems: [],
    });
    writeFileSync(path.join(dir, 'val/000000/spatial_metadata.json'), '');
    const broken = await runSightline(['verify', dir]);
    expect([broken.code, broken.json.ok, placesOf(broken.json.problems)]).toEqual([1, false, ['file.malformed spatial_metadata.json']]);
    expect(broken.json.undecidable).toBe(broken.json.questions);
  });

  test('judges by another convention, or by other thresholds, when told', async () => {
    const { dir } = await writeDataset(path.join(aFolder(), 'demo'), { scenes: 1 });
    const strict = await runSightline(['verify', dir, '--thresholds', 'distance.minM=50']);
    expect(strict.json.undecided.filter(({ reason }: { reason: string }) => reason === 'too-close').length).toBeGreaterThan(0);
    const ours = await runSightline(['verify', dir, '--convention', 'sightline']);
    expect([ours.code, ours.json.disagree]).toEqual([0, 0]);
    expect(ours.json.undecidable).toBeGreaterThan((await runSightline(['verify', dir])).json.undecidable);
  });

  test.each([
    ['a path that is not there', ['nowhere'], 'file.missing', 'nothing at'],
    ['a folder of other things', [import.meta.dirname], 'input.unsupported', 'offline_annos__N.jsonl'],
    ['an unknown convention', [import.meta.dirname, '--convention', 'mine'], 'input.invalid', 'simsv, vsibench, sightline'],
    ['an unknown threshold', [import.meta.dirname, '--thresholds', 'distance.max=1'], 'input.invalid', 'distance.minM'],
  ])('refuses %s with one clear line', async (_what, args, code, said) => {
    const run = await runSightline(['verify', ...args]);
    expect([run.code, run.json.ok, run.json.problems[0].code]).toEqual([2, false, code]);
    expect(run.stderr.trim().split('\n')).toEqual([expect.stringContaining(said)]);
  });
});
