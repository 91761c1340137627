import { describe, expect, it } from 'vitest';
import { contentFromRecord, parseRecord } from '../../../main/formats/simsv/record.ts';
import type { Roles } from '../../../shared/model/question.ts';
import { compareWithStored } from '../../../shared/questions/compare.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import type { QuestionType } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { indexView } from '../../../shared/questions/roles/view-index.ts';
import { cleanTypeName } from '../../../shared/questions/wording/clean-type-name.ts';
import { type PeerTables, type PeerTrajectory, peerTrajectories } from '../../fixtures/peer-view.ts';

const type = (task: string): QuestionType => findQuestionType(task) as QuestionType;
const dataset = peerTrajectories('dataset');
const edge = peerTrajectories('edge');

describe.skipIf(dataset === null || edge === null)('the formulas under the simsv convention', () => {
  const trajectories = [...(dataset ?? []), ...(edge ?? [])];
  const withTables = trajectories.flatMap((t) => (t.tables === null ? [] : [{ ...t, tables: t.tables }]));

  it('agree with every stored answer, its record fields and its roles', () => {
    let count = 0;
    for (const { label, view, questions } of trajectories) {
      for (const record of questions.map(parseRecord)) {
        const known = findQuestionType(String(record['task']));
        if (known === null) continue;
        const content = contentFromRecord(record);
        const result = known.derive(view, content.roles ?? {}, simsvConvention);
        expect(compareWithStored(known, content.answer, result), `${label}: ${content.text}`).toBe('agree');
        if (result.isAnswered) expectFields(result.recordFields, record, label);
        expect(Object.values(known.parse(content.text)?.roles ?? {}).sort()).toEqual(Object.values(content.roles ?? {}).sort());
        count += 1;
      }
    }
    expect(count).toBe(2170 + 463);
  });

  it('agree with every pair distance, bit by bit', () => {
    const distance = type('vsi_obj_abs_distance');
    let pairs = 0;
    for (const { view, tables, label } of withTables) {
      for (const [a, b, distanceM] of tables.type_pair_min_distance) {
        const result = distance.derive(view, { ref_obj: cleanTypeName(a), other_obj: cleanTypeName(b) }, simsvConvention);
        const segments = (result.marks as readonly { lengthM: number }[]).map((s) => s.lengthM);
        expect(Math.min(...segments), `${label} ${a} ${b}`).toBe(distanceM);
        const isSingle = tables.salient_ids[a]?.length === 1;
        expect(result.isAnswered, `${label} ${a} ${b}`).toBe(isSingle && distanceM > 0.15);
        pairs += 1;
      }
    }
    expect(pairs).toBeGreaterThan(1000);
  });

  it('agree with every ordered triple, verdict by verdict, but for turns that lie exactly on the edge of a refused band', () => {
    const levels = ['easy', 'medium', 'hard'] as const;
    let triples = 0;
    let ties = 0;
    for (const { view, tables, label } of withTables) {
      for (const [p, o, q, angleDeg, ...rest] of tables.directions) {
        const roles = { positioning_obj: cleanTypeName(p), orienting_obj: cleanTypeName(o), querying_obj: cleanTypeName(q) };
        levels.forEach((level, i) => {
          const result = type(`vsi_obj_rel_direction_${level}`).derive(view, roles, simsvConvention);
          const verdict = result.isAnswered ? result.answer : result.reason;
          const expected = expectedVerdict(rest[i] as string, rest[3]);
          // The peer refuses some of these by the last bit of its arc cosine; we answer all of them.
          const isTie =
            expected === 'near-border' && result.isAnswered && bandEdges.some((edge) => Math.abs(Math.abs(result.rawValue!) - edge) < 1e-9);
          if (isTie) ties += 1;
          else expect(verdict, `${label} ${p} ${o} ${q} at ${angleDeg} (${level})`).toBe(expected);
        });
        triples += 1;
      }
    }
    expect(triples).toBeGreaterThan(5000);
    expect(ties).toBeLessThan(triples / 20);
    console.info(`${triples} triples, ${ties} verdicts on exact edges set aside`);
  });

  it('agree with every first frame', () => {
    for (const { view, tables, label } of withTables) {
      const firstFrames = Object.fromEntries(
        [...indexView(view, simsvConvention).candidates].map(([name, c]) => [name, c.firstSalientFrame]),
      );
      expect(firstFrames, label).toEqual(tables.category_first_frame);
    }
  });

  it('agree with every count, presence, room and area', () => {
    let facts = 0;
    for (const { view, tables, label } of withTables) {
      const answerOf = (task: string, roles: Roles = {}) => {
        const result = type(task).derive(view, roles, simsvConvention);
        return result.isAnswered ? result.answer : result.reason;
      };
      for (const [name, count] of Object.entries(tables.salient_type_counts)) {
        expect(answerOf('obj_count', { object: cleanTypeName(name) }), `${label} ${name}`).toBe(String(count));
        const seen = type('descriptive_binary').derive(view, { object_type: cleanTypeName(name) }, simsvConvention);
        const peak = Math.max(...(tables.salient_ids[name] ?? []).map((id) => tables.max_visibility[id] ?? 0));
        expect(seen, `${label} ${name}`).toMatchObject({ answer: 'Yes', recordFields: { max_visibility: peak } });
        facts += 2;
      }
      expect(answerOf('n_rooms'), label).toBe(String(tables.n_rooms));
      expect(Math.abs(Number(answerOf('vsi_room_size_est')) - tables.house_area), label).toBeLessThan(0.0501);
    }
    expect(facts).toBeGreaterThan(200);
  });

  it('refuse videos below 25 frames', () => {
    const short = trajectories.filter((t): t is PeerTrajectory & { tables: null } => t.tables === null);
    expect(short.length).toBeGreaterThan(0);
    for (const { view } of short) {
      expect(type('vsi_obj_appearance_order').candidates(view, simsvConvention, 'object_1')).toEqual([]);
      expect(type('vsi_obj_abs_distance').derive(view, {}, simsvConvention)).toMatchObject({ reason: 'too-few-frames' });
    }
  });
});

/** Turns at which a refused band of the simsv convention begins or ends. */
const bandEdges = [10, 80, 100, 125, 145, 170];

function expectedVerdict(verdict: string, largestGapM: PeerTables['directions'][number][7]): string {
  if (largestGapM > 10) return 'too-far';
  return verdict === 'ambiguous' ? 'near-border' : verdict;
}

/** Floats to 12 digits: Python and V8 may differ in the last bit of an arc cosine. */
function expectFields(fields: Readonly<Record<string, unknown>>, record: Readonly<Record<string, unknown>>, label: string): void {
  const stored = JSON.parse(JSON.stringify(record, (_key, value) => (value?.text === undefined ? value : Number(value.text)))) as Record<
    string,
    unknown
  >;
  for (const [key, value] of Object.entries(fields)) {
    // The peer stores the peak of the instance that it drew, we that of the best one.
    if (key === 'max_visibility') expect(Number(stored[key]), `${label} ${key}`).toBeLessThanOrEqual(Number(value));
    // A name that the scene does not have may come from either vocabulary.
    else if (key === 'object_type') expect(cleanTypeName(String(stored[key])), `${label} ${key}`).toBe(cleanTypeName(String(value)));
    else expect(rounded(stored[key]), `${label} ${key}`).toEqual(rounded(value));
  }
}

function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, v) => (typeof v === 'number' ? Number(v.toPrecision(12)) : v)));
}
