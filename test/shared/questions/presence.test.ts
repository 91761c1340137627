import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFromRecord, parseRecord } from '../../../main/formats/simsv/record.ts';
import { compareWithStored } from '../../../shared/questions/compare.ts';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import { sightlineConvention } from '../../../shared/questions/conventions/sightline.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import type { Derivation, QuestionType, Refusal, TrajectoryView } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { areEasilyConfused, canonicalName, lookAlikes, synonymGroups, synonymsOf } from '../../../shared/questions/roles/synonyms.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { cleanTypeName } from '../../../shared/questions/wording/clean-type-name.ts';
import { householdNames, typeFromName } from '../../../shared/questions/wording/household-vocabulary.ts';
import { aView } from '../../fixtures/a-view.ts';
import { peerTrajectories } from '../../fixtures/peer-view.ts';

const presence = findQuestionType('descriptive_binary') as QuestionType;
const asked = (name: string) => ({ object_type: name });

/** Instances by type and largest share of a frame; 0 is in the scene and never visible. */
function aViewWithPeaks(...objects: readonly (readonly [type: string, peakFraction: number])[]): TrajectoryView {
  const view = aView(objects.map(([type, peak], i) => ({ type, at: [i, i] as const, firstSalientFrame: peak > 0.05 ? i : null })));
  const sightings = view.sightings.map((s, i) => ({ ...s, peakFraction: objects[i]?.[1] ?? 0 }));
  return { ...view, sightings: sightings.filter((s) => s.peakFraction > 0) };
}
const view = aViewWithPeaks(['Sofa', 0.0625], ['Sofa', 0.25], ['FloorLamp', 0.5], ['Mug', 0.0075], ['Pillow', 0]);

describe('presence', () => {
  it('is yes for what is salient at least once, with the largest share of all instances', () => {
    const result = answered(presence.derive(view, asked('sofa'), simsvConvention));
    expect(result).toMatchObject({
      answer: 'Yes',
      margin: { value: 20, unit: '%', score: 1, flipsTo: 'No' },
      instances: { object_type: [1, 0] },
      recordFields: { object_type: 'Sofa', max_visibility: 0.25 },
    });
    expect(result.marks).toMatchObject([
      { kind: 'instance', order: 1, objectIndex: 1, isCounted: true },
      { kind: 'instance', order: 2, objectIndex: 0, isCounted: true },
    ]);
    expect(presence.distractors(result, simsvConvention, seededPick([1]))).toEqual(['No']);
    expect(compareWithStored(presence, 'Yes', result)).toBe('agree');
    expect(compareWithStored(presence, 'No', result)).toBe('disagree');
  });

  it('is no for what nothing in the scene is called, and for what is never visible', () => {
    const result = answered(presence.derive(view, asked('rocking chair'), simsvConvention));
    expect(result).toMatchObject({
      answer: 'No',
      margin: { value: 5, unit: '%', score: 1, flipsTo: 'Yes' },
      marks: [],
      recordFields: { object_type: 'ObjaRockingChair', max_visibility: 0 },
    });
    expect(compareWithStored(presence, 'Yes', result)).toBe('disagree');
    expect(answered(presence.derive(view, asked('pillow'), sightlineConvention))).toMatchObject({ answer: 'No', margin: { score: 1 } });
  });

  it('says no under simsv and refuses under ours what is visible but never salient', () => {
    expect(answered(presence.derive(view, asked('mug'), simsvConvention))).toMatchObject({
      answer: 'No',
      margin: { value: 4.25, score: 0.85 },
      recordFields: { object_type: 'Mug', max_visibility: 0 },
    });
    expect(presence.derive(view, asked('mug'), sightlineConvention)).toMatchObject({
      reason: 'barely-visible',
      wouldBe: 'No',
      message: expect.stringContaining('0.75 %'),
      marks: [{ kind: 'instance', objectIndex: 3, isCounted: false }],
    });
  });

  it('takes a synonym for the thing itself where the convention merges them, and warns of what is easily confused', () => {
    expect(answered(presence.derive(view, asked('couch'), simsvConvention))).toMatchObject({ answer: 'No', note: expect.any(String) });
    expect(answered(presence.derive(view, asked('couch'), sightlineConvention)).answer).toBe('Yes');
    expect(answered(presence.derive(view, asked('lamp'), sightlineConvention))).toMatchObject({
      answer: 'No',
      note: expect.stringContaining('floor lamp'),
    });
    expect(answered(presence.derive(view, asked('violin'), sightlineConvention)).note).toBeNull();
  });

  it('says why it refuses, and survives boxes that are no boxes', () => {
    const reason = (of: TrajectoryView, name: string) => (presence.derive(of, asked(name), simsvConvention) as Refusal).reason;
    expect(reason({ ...view, frameCount: 0, sightings: [] }, 'sofa')).toBe('no-frames');
    expect(reason({ ...view, frameCount: 24 }, 'sofa')).toBe('too-few-frames');
    expect(reason(view, ' ')).toBe('unknown-object');
    expect(reason(view, 'wall')).toBe('unknown-object');
    const broken = view.scene.objects.map((o) => ({ ...o, orientedBox: { ...o.orientedBox, centerM: [Number.NaN, 0, 0] as const } }));
    expect(answered(presence.derive({ ...view, scene: { ...view.scene, objects: broken } }, asked('sofa'), simsvConvention))).toMatchObject(
      {
        answer: 'Yes',
        marks: [],
      },
    );
  });

  it('never becomes no when something is seen larger', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(...Object.values(conventions)),
        (a, b, convention) => {
          const [small, large] = [Math.min(a, b), Math.max(a, b)].map((peak) =>
            presence.derive(aViewWithPeaks(['Sofa', peak]), asked('sofa'), convention),
          );
          if (small?.isAnswered && small.answer === 'Yes') expect(large).toMatchObject({ answer: 'Yes' });
          if (large?.isAnswered) expect(large.margin.value >= 0 && large.margin.score >= 0 && large.margin.score <= 1).toBe(true);
        },
      ),
    );
  });

  it('draws yes and no in the share of the convention, and no name that anybody could claim to have seen', () => {
    for (const convention of [simsvConvention, sightlineConvention]) {
      const pick = seededPick(['draw', convention.name]);
      let yes = 0;
      for (let n = 0; n < 1000; n++) {
        const name = presence.draw(view, convention, pick)?.['object_type'] as string;
        const { answer, note } = answered(presence.derive(view, asked(name), convention));
        if (answer === 'Yes') yes += 1;
        else
          expect([note, areEasilyConfused(name, 'sofa'), areEasilyConfused(name, 'floor lamp'), name === 'mug']).toEqual([
            null,
            false,
            false,
            false,
          ]);
      }
      expect(Math.abs(yes / 1000 - convention.presence.yesShare)).toBeLessThan(0.05);
    }
  });

  it('offers for the role exactly what it answers', () => {
    for (const convention of [simsvConvention, sightlineConvention]) {
      const names = presence.candidates(view, convention, 'object_type').map(({ name }) => name);
      expect(names).toEqual([...new Set(names)].sort());
      expect([names.includes('sofa'), names.includes('pillow'), names.includes('violin')]).toEqual([true, true, true]);
      expect(names.includes('mug')).toBe(convention === simsvConvention);
      for (const name of names) expect(presence.derive(view, asked(name), convention).isAnswered, name).toBe(true);
    }
    expect(presence.candidates({ ...view, frameCount: 0 }, simsvConvention, 'object_type')).toEqual([]);
  });

  it('reads its wordings back, theirs and ours', () => {
    const name = fc
      .array(fc.stringMatching(/^[a-z]{1,9}(['-][a-z]{1,4})?$|^[0-9]{1,3}$/), { minLength: 1, maxLength: 3 })
      .map((w) => w.join(' '));
    fc.assert(
      fc.property(name, (each) => {
        const theirs = `Did you see a '${each}' anywhere in the house?`;
        for (const text of [theirs, `<image>\n${theirs}\nA. No\nB. Yes`, presence.phrase(asked(each), simsvConvention, seededPick([1]))]) {
          const parsed = presence.parse(text);
          expect(parsed?.roles).toEqual(asked(each));
          expect(text.slice(parsed?.spans[0]?.start, parsed?.spans[0]?.end)).toBe(each);
        }
      }),
    );
    expect(presence.parse('How many chair(s) are in this room?')).toBeNull();
  });

  const [dataset, edge] = [peerTrajectories('dataset'), peerTrajectories('edge')];
  const trajectories = dataset === null || edge === null ? null : [...dataset, ...edge];
  it.skipIf(trajectories === null)('agrees with every stored answer; the stored visibility is that of one salient instance', () => {
    let count = 0;
    for (const { view: seen, questions, label } of trajectories ?? []) {
      for (const record of questions.map(parseRecord).filter(({ task }) => task === 'descriptive_binary')) {
        const content = contentFromRecord(record);
        const result = answered(presence.derive(seen, content.roles ?? {}, simsvConvention));
        expect(compareWithStored(presence, content.answer, result), `${label}: ${content.text}`).toBe('agree');
        expect(presence.parse(content.text)?.roles).toEqual(content.roles);
        const stored = Number((record['max_visibility'] as { text: string }).text);
        const peaks = seen.sightings.filter((s) => result.instances['object_type']?.includes(s.objectIndex)).map((s) => s.peakFraction);
        if (content.answer === 'Yes') expect(peaks).toContain(stored);
        else expect(stored).toBe(0);
        count += 1;
      }
    }
    expect(count).toBe(115);
  });
});

describe('names', () => {
  it('are in one group of synonyms at most, and lists of look-alikes use the name that stands for a group', () => {
    const all = synonymGroups.flat();
    expect(all).toEqual([...new Set(all)]);
    for (const group of lookAlikes) expect(group.map(canonicalName)).toEqual([...new Set(group)]);
    fc.assert(
      fc.property(fc.constantFrom(...all), (name) => {
        expect(synonymsOf(name)).toContain(name);
        for (const other of synonymsOf(name)) expect(canonicalName(other)).toBe(canonicalName(name));
      }),
    );
  });

  it('of the household list are cleaned, different, and come back from their types', () => {
    const { scene } = aView([]);
    expect(householdNames).toEqual([...new Set(householdNames)].sort());
    expect(householdNames.length).toBeGreaterThan(250);
    for (const name of householdNames) expect(cleanTypeName(typeFromName(name, scene))).toBe(name);
  });
});

function answered(result: Derivation | Refusal): Derivation {
  if (!result.isAnswered) expect.fail(`refused: ${result.message}`);
  return result;
}
