import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberSpans } from '../../../../main/formats/simsv/json-members.ts';
import { parseKeepingNumbers, pythonJson } from '../../../../main/formats/simsv/python-json.ts';
import {
  contentFromRecord,
  conversationFromRecord,
  conversationFromText,
  editedRecord,
  newRecord,
  parseRecord,
  parseRecordForReading,
} from '../../../../main/formats/simsv/record.ts';
import { AppError } from '../../../../shared/errors.ts';
import { askQuestions } from '../../../../shared/questions/ask.ts';
import { simsvConvention } from '../../../../shared/questions/conventions/simsv.ts';
import { findQuestionType } from '../../../../shared/questions/registry.ts';
import { threeQTasks } from '../../../../shared/questions/task-lists.ts';
import { aScene } from '../../../fixtures/a-scene.ts';
import { aView } from '../../../fixtures/a-view.ts';
import { peerTrajectories } from '../../../fixtures/peer-view.ts';
import { referenceData } from '../../../fixtures/reference-data.ts';

const line =
  '{"idx": 3, "type": "v0", "filename": "000012/rgb__0.mp4", "source": "demo", "task": "vsi_obj_abs_distance", "question": "… distance between the bed and the desk (in meters)?", "gt_answer": 2.0, "mc_question": "…\\nA. 2.0\\nB. 4.6", "mc_answer": "A", "mc_choices": ["A. 2.0", "B. 4.6"], "extra": {"kept": [1.50, "\\u00e9"]}, "ref_obj": "bed", "other_obj": "desk", "n_other_objs": 1, "other_dists": [2.0], "id": 3}';
const edit = {
  text: '… distance between the bed and the lamp (in meters)?',
  answer: '3.0',
  options: [
    { letter: 'A', text: '1.0' },
    { letter: 'B', text: '3.0' },
  ],
  letter: 'B',
  recordFields: { ref_obj: 'bed', other_obj: 'lamp', n_other_objs: 2, other_dists: [3, 4.25] },
};

describe('a record', () => {
  it('is read with its answer as written, its options and its roles', () => {
    expect(contentFromRecord(parseRecord(line))).toEqual({
      text: '… distance between the bed and the desk (in meters)?',
      answer: '2.0',
      options: [
        { letter: 'A', text: '2.0' },
        { letter: 'B', text: '4.6' },
      ],
      letter: 'A',
      roles: { ref_obj: 'bed', other_obj: 'desk' },
    });
  });

  it('takes its roles from the wording where it does not name them', () => {
    const bare = JSON.stringify({
      task: 'vsi_obj_abs_distance',
      question: 'What is the distance between the bed and the tv stand (in meters)?',
      gt_answer: '2',
    });
    expect(contentFromRecord(parseRecord(bare))).toMatchObject({
      answer: '2',
      options: [],
      letter: null,
      roles: { ref_obj: 'bed', other_obj: 'tv stand' },
    });
  });

  it.each(['', '{"task": "x"', '[]', '{"task": "x", "question": "y"}', '{"question": "y", "gt_answer": 1}'])(
    'that is none is malformed: %s',
    (bad) => {
      expect(() => parseRecord(bad)).toThrow(AppError);
    },
  );

  it('changes under an edit only where the edit says something else', () => {
    expect(editedRecord(line, edit)).toBe(
      '{"idx": 3, "type": "v0", "filename": "000012/rgb__0.mp4", "source": "demo", "task": "vsi_obj_abs_distance", "question": "\\u2026 distance between the bed and the lamp (in meters)?", "gt_answer": 3.0, "mc_question": "\\u2026 distance between the bed and the lamp (in meters)?\\nA. 1.0\\nB. 3.0", "mc_answer": "B", "mc_choices": ["A. 1.0", "B. 3.0"], "extra": {"kept": [1.50, "\\u00e9"]}, "ref_obj": "bed", "other_obj": "lamp", "n_other_objs": 2, "other_dists": [3.0, 4.25], "id": 3}'.replaceAll(
        '\\u2026',
        '…',
      ),
    );
  });

  it('survives an edit that changes nothing, byte for byte, in any spacing', () => {
    const compact = JSON.stringify(JSON.parse(line));
    for (const raw of [line, `  ${line} `, compact]) {
      const { text, answer, options, letter } = contentFromRecord(parseRecord(raw));
      const same = editedRecord(raw, { text, answer, options, letter, recordFields: {} });
      const untouched = editedRecord(same, { text, answer, options, letter, recordFields: {} });
      expect(untouched).toBe(same);
      expect(memberless(same)).toEqual(memberless(raw));
    }
  });

  it('of a fresh question has the keys and the numbers of the format, and reads back as what was asked', () => {
    const view = aView(
      ['Bed', 'Desk', 'Sofa', 'FloorLamp', 'Chair'].map((type, i) => ({ type, at: [i * i * 0.75, i] as const, firstSalientFrame: i * 6 })),
    );
    const asked = askQuestions(view, { tasks: threeQTasks, perVideo: 3, seed: 1, convention: simsvConvention, seedParts: [] });
    expect(asked.length).toBeGreaterThan(8);
    for (const [index, question] of asked.entries()) {
      const written = newRecord(question, { index, filename: '000000/rgb__0.mp4', source: 'demo' });
      const content = contentFromRecord(parseRecord(written));
      const { text, options, letter, derivation, roles } = question;
      expect(content).toEqual({ text, answer: derivation.answer, options, letter, roles });
      expect(pythonJson(parseKeepingNumbers(written))).toBe(written);
    }
    const [distance] = asked;
    expect(Object.keys(JSON.parse(newRecord(distance!, { index: 0, filename: 'f', source: 's' })))).toEqual(
      'idx type filename source task question gt_answer mc_question mc_answer mc_choices ref_obj other_obj n_other_objs other_dists id'.split(
        ' ',
      ),
    );
  });
});

describe('records of counts, sizes and areas', () => {
  const view = aView([
    { type: 'TVStand', at: [0, 0], sizeM: [1.6, 0.5, 0.38] },
    { type: 'Chair', at: [3, 0], sizeM: [0.5, 1, 0.5] },
  ]);
  const house = { ...view, scene: { ...aScene(), objects: view.scene.objects } };
  const written = (task: string): string => {
    const [asked] = askQuestions(house, { tasks: [task], perVideo: 1, seed: 1, convention: simsvConvention, seedParts: [] });
    return newRecord(asked!, { index: 0, filename: '000000/rgb__0.mp4', source: 'demo' });
  };

  it('have the keys of the format in its order, and an id only where it has one', () => {
    const opening = 'idx type filename source task';
    const choices = 'mc_question mc_answer mc_choices';
    const expected = {
      obj_short_size_est: `${opening} object_type question gt_answer gt_size ${choices} bbox dims_cm count`,
      vsi_obj_size_est: `${opening} object_type question gt_answer gt_size ${choices} bbox dims_cm count`,
      n_rooms: `${opening} question gt_answer ${choices} id`,
      house_size_est: `${opening} question gt_answer ${choices} house_area num_rooms id`,
      vsi_room_size_est: `${opening} question gt_answer ${choices} house_area num_rooms id`,
    };
    for (const [task, keys] of Object.entries(expected)) expect(Object.keys(JSON.parse(written(task))).join(' '), task).toBe(keys);
  });

  it('write whole centimetres and counts as integers, measures as floats, and the asked edge as the type', () => {
    expect(written('obj_short_size_est')).toMatch(/^\{"idx": 0, "type": "shortest", /);
    expect(written('obj_short_size_est')).toMatch(/"gt_size": \d+, .*"normalizedAxes": \[1, 0, 0, 0, 1, 0, 0, 0, 1\]/);
    expect(written('vsi_obj_size_est')).toMatch(/"min": \[-?\d+\.\d+, 0\.0, .*"dims_cm": \[\d+, \d+, \d+\], "count": 1\}$/);
    expect(written('house_size_est')).toMatch(/"gt_answer": 36, .*"house_area": 36\.0, "num_rooms": 2, "id": 0\}$/);
    expect(written('vsi_room_size_est')).toMatch(/^\{"idx": 0, "type": "v0", .*"gt_answer": 36\.0, /);
  });
});

it('JSON numbers and texts come out as Python prints them', () => {
  expect(pythonJson(parseKeepingNumbers('{"b":[2.50,1e5,1e-7,0.00001,-0.0,1e22,12345678901234567890],"a":"é\u007f😀\\n/"}'))).toBe(
    '{"b": [2.5, 100000.0, 1e-07, 1e-05, -0.0, 1e+22, 12345678901234567890], "a": "\\u00e9\\u007f\\ud83d\\ude00\\n/"}',
  );
  fc.assert(
    fc.property(fc.json(), (text) => {
      const rewritten = pythonJson(parseKeepingNumbers(text));
      expect(JSON.parse(rewritten)).toEqual(JSON.parse(text));
    }),
  );
});

describe.skipIf(referenceData('simsv-peer') === null)('the records of the reference data', () => {
  it.each(['dataset', 'edge'] as const)('of %s give the very conversations that the official code wrote, in all three modes', (part) => {
    const lines = (peerTrajectories(part) ?? []).flatMap((t) => t.questions);
    const [source] = new Set(lines.map((l) => (JSON.parse(l) as { source: string }).source));
    const folder = referenceData('simsv-peer', part, 'qas', 'val', 'rgb') as string;
    for (const mode of ['mc', 'mc_direct', 'oe'] as const) {
      const files = readdirSync(folder).filter((file) => file.endsWith(`_${mode}.jsonl`) && file.startsWith('mt1_'));
      const theirs = files.flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n').filter(Boolean));
      const options = { source: source as string, split: 'val', mode };
      const ours = lines.map((raw) => conversationFromRecord(parseRecord(raw), options));
      expect(lines.map((raw) => conversationFromText(raw, parseRecordForReading(raw), options))).toEqual(ours);
      expect(ours.sort()).toEqual(theirs.sort());
    }
  });

  it('are written as Python would, so that an unchanged one is the same line', () => {
    for (const raw of (peerTrajectories('edge') ?? []).flatMap((t) => t.questions)) expect(pythonJson(parseKeepingNumbers(raw))).toBe(raw);
  });

  it('of counts, sizes and areas stay the same line when nothing changes, and change only their own values when the object does', () => {
    const changeable = 'object_type question gt_answer gt_size mc_question mc_answer mc_choices bbox dims_cm count'.split(' ');
    const seen = new Map<string, number>();
    for (const { view, questions, label } of [...(peerTrajectories('dataset') ?? []), ...(peerTrajectories('edge') ?? [])]) {
      for (const raw of questions) {
        const record = parseRecord(raw);
        const type = findQuestionType(String(record['task']));
        if (type === null || !/size_est|n_rooms|count/.test(type.task)) continue;
        const { text, answer, options, letter, roles } = contentFromRecord(record);
        const same = type.derive(view, roles ?? {}, simsvConvention);
        if (!same.isAnswered) expect.fail(`${label}: ${same.message}`);
        expect(editedRecord(raw, { text, answer, options, letter, recordFields: same.recordFields })).toBe(raw);
        seen.set(type.task, (seen.get(type.task) ?? 0) + 1);
        const [role] = type.roleNames;
        const other = role === undefined ? undefined : type.candidates(view, simsvConvention, role).find((c) => c.name !== roles?.[role]);
        const edited = other && type.derive(view, { [role as string]: other.name }, simsvConvention);
        if (edited?.isAnswered !== true) continue;
        const line = editedRecord(raw, { text: `${text} `, answer: edited.answer, options, letter, recordFields: edited.recordFields });
        expect(withoutValues(line, changeable)).toBe(withoutValues(raw, changeable));
        expect(pythonJson(parseKeepingNumbers(line))).toBe(line);
        expect(JSON.parse(line), label).toMatchObject(JSON.parse(pythonJson(edited.recordFields)));
      }
    }
    expect([...seen.keys()].length).toBeGreaterThanOrEqual(8);
    console.info(`records edited: ${JSON.stringify(Object.fromEntries(seen))}`);
  });
});

/** The record without what the edit may rewrite. */
function memberless(raw: string): unknown {
  const { mc_question: _options, ...rest } = JSON.parse(raw) as Record<string, unknown>;
  return rest;
}

/** The line with the values of some keys taken out: what an edit must leave byte for byte. */
function withoutValues(line: string, keys: readonly string[]): string {
  const spans = [...memberSpans(line)].filter(([key]) => keys.includes(key)).sort(([, a], [, b]) => b.start - a.start);
  return spans.reduce((rest, [, { start, end }]) => rest.slice(0, start) + rest.slice(end), line);
}
