import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Roles } from '../../../shared/model/question.ts';
import { askQuestions } from '../../../shared/questions/ask.ts';
import { compareWithStored } from '../../../shared/questions/compare.ts';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import { sightlineConvention } from '../../../shared/questions/conventions/sightline.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import { vsibenchConvention } from '../../../shared/questions/conventions/vsibench.ts';
import { applyEdit, reword } from '../../../shared/questions/edit.ts';
import { checkOptions } from '../../../shared/questions/options/check-options.ts';
import type { Derivation, QuestionType, Refusal, TrajectoryView } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { otherTurns } from '../../../shared/questions/route-plan/other-turns.ts';
import { countNamedTurns, openTurn, rolesFromRoute } from '../../../shared/questions/route-plan/route.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { aView, type ViewObject } from '../../fixtures/a-view.ts';
import { vsibenchScenes } from '../../fixtures/vsibench-view.ts';

const type = findQuestionType('route_planning') as QuestionType;

/** From the bed past the desk (north of it) to the lamp (east of the desk) and the sofa (south-east of the lamp). */
const furniture: readonly ViewObject[] = [
  { type: 'Bed', at: [0, 0] },
  { type: 'Desk', at: [0, 4] },
  { type: 'FloorLamp', at: [3, 4] },
  { type: 'Sofa', at: [5, 2] },
  { type: 'Chair', at: [-2, -2] },
  { type: 'Chair', at: [-2, 2] },
];
const view = aView(furniture);
const route = (start: string, facing: string, goal: string, ...steps: readonly string[]) =>
  rolesFromRoute({ start, facing, goal, steps }) ?? {};
/** How many turns a route leaves open. */
const countOpenTurns = (roles: Roles) => Object.values(roles).filter((step) => step === openTurn).length;
const around = route('bed', 'desk', 'sofa', 'desk', openTurn, 'floor lamp', openTurn, 'sofa');

describe('a route', () => {
  it('turns at each slot to where it goes on, looking where it came from', () => {
    const result = answered(type.derive(view, around, simsvConvention));
    expect(result).toMatchObject({
      answer: 'Turn Right, Turn Right',
      margin: { value: expect.closeTo(45, 9), unit: 'deg', flipsTo: expect.stringMatching(/^Turn Right, Turn (Left|Back)$|^Turn Back/) },
      instances: { start: [0], facing: [1], goal: [3], step_1: [1], step_3: [2], step_5: [3] },
    });
    expect(result.marks).toMatchObject([
      {
        kind: 'route',
        pointsM: [
          [0, 0],
          [0, 4],
          [3, 4],
          [5, 2],
        ],
        facingM: [0, 4],
        turns: [
          { atM: [0, 4], angleDeg: expect.closeTo(90, 9), label: '1. Turn Right' },
          { atM: [3, 4], angleDeg: expect.closeTo(45, 9), label: '2. Turn Right' },
        ],
      },
    ]);
    expect(type.rolesFromRecord(result.recordFields)).toEqual(around);
  });

  it('turns back, to the left, and last of all to the goal', () => {
    const answerTo = (...args: Parameters<typeof route>) => answered(type.derive(view, route(...args), simsvConvention)).answer;
    expect(answerTo('sofa', 'floor lamp', 'sofa', 'floor lamp', openTurn, 'sofa')).toBe('Turn Back');
    expect(answerTo('sofa', 'bed', 'desk', openTurn, 'floor lamp', openTurn, 'desk')).toBe('Turn Right, Turn Left');
    expect(answerTo('bed', 'desk', 'floor lamp', 'desk', openTurn)).toBe('Turn Right');
    expect(answerTo('Bed', 'DESK', 'Floor Lamp', 'desk', openTurn)).toBe('Turn Right');
  });

  it('has the margin of its tightest turn and names the answer behind that border', () => {
    const { margin } = answered(type.derive(view, route('floor lamp', 'sofa', 'bed', openTurn, 'bed'), simsvConvention));
    // From (1, -1) to (-3, -4): 45 degrees and the angle of a 3-4-5 triangle.
    const turnDeg = 45 + (Math.atan2(3, 4) * 180) / Math.PI;
    expect(margin).toMatchObject({ value: expect.closeTo(135 - turnDeg, 6), flipsTo: 'Turn Back' });
  });

  it('mirrors with the scene, and does not depend on where that lies', () => {
    const coordinate = fc.integer({ min: -64, max: 64 }).map((n) => n / 16);
    const places = fc.array(fc.tuple(coordinate, coordinate), { minLength: 4, maxLength: 4 });
    const swap = (text: string) => text.replace(/Left|Right/g, (side) => (side === 'Left' ? 'Right' : 'Left'));
    fc.assert(
      fc.property(places, coordinate, coordinate, fc.constantFrom(...Object.values(conventions)), (at, dx, dz, convention) => {
        const named = (move: (x: number, z: number) => readonly [number, number]) =>
          aView(furniture.slice(0, 4).map((o, i) => ({ ...o, at: move(at[i]![0], at[i]![1]) })));
        const roles = route('bed', 'desk', 'sofa', openTurn, 'floor lamp', openTurn, 'sofa');
        const told = (where: TrajectoryView) => {
          const result = type.derive(where, roles, convention);
          return result.isAnswered ? result.answer : result.reason;
        };
        const here = told(named((x, z) => [x, z]));
        expect(told(named((x, z) => [x + dx, z + dz]))).toBe(here);
        expect(told(named((x, z) => [-x, z]))).toBe(swap(here));
      }),
    );
  });
});

describe('a route is refused', () => {
  const refusal = (roles: Readonly<Record<string, string>>, convention = simsvConvention, where = view) =>
    refused(type.derive(where, roles, convention));

  it('where a place is no single object, or the start is what it faces', () => {
    expect(refusal(route('bed', 'desk', 'wall', openTurn, 'wall'))).toMatchObject({
      reason: 'unknown-object',
      message: expect.stringMatching(/“wall”/),
    });
    expect(refusal(route('bed', 'chair', 'sofa', openTurn, 'sofa')).reason).toBe('several-instances');
    expect(refusal(route('Bed', 'bed', 'sofa', openTurn, 'sofa')).reason).toBe('same-object-twice');
    expect(refusal(route('wall', 'Wall', 'sofa', openTurn, 'sofa')).reason).toBe('same-object-twice');
    expect(refusal(around, simsvConvention, aView(furniture, { frameCount: 3 })).reason).toBe('too-few-frames');
    for (const sizeM of [
      [0, 1, 1],
      [1, Number.NaN, 1],
    ] as const) {
      const broken = aView(furniture.map((o) => (o.type === 'Sofa' ? { ...o, sizeM } : o)));
      expect(refusal(around, simsvConvention, broken).reason).toBe('bad-geometry');
    }
  });

  it('where nobody can walk it as it is written', () => {
    expect(refusal(route('bed', 'desk', 'sofa', 'sofa'))).toMatchObject({
      reason: 'unreadable-route',
      message: expect.stringMatching(/no turn/),
    });
    expect(refusal(route('bed', 'desk', 'sofa', openTurn, openTurn, 'sofa')).message).toMatch(/Steps 1 and 2/);
    expect(refusal(route('bed', 'desk', 'sofa', 'floor lamp', openTurn, 'sofa'))).toMatchObject({
      reason: 'unreadable-route',
      message: expect.stringMatching(/Step 1 goes forward to “floor lamp”, which lies 37° to the right/),
    });
    expect(refusal(route('bed', 'desk', 'sofa', 'desk', openTurn, 'floor lamp'))).toMatchObject({
      reason: 'unreadable-route',
      wouldBe: 'Turn Right',
      message: expect.stringMatching(/ends at “floor lamp”, but the goal is “sofa”/),
    });
    expect(refusal(route('bed', 'desk', 'bed', openTurn, 'bed')).reason).toBe('undefined-direction');
  });

  it('where a turn is too close to call, legs are too short, or a wall is in the way', () => {
    const nearBack = aView([...furniture.slice(0, 2), { type: 'Sofa', at: [4, 0.4] }]);
    const roles = route('bed', 'desk', 'sofa', 'desk', openTurn, 'sofa');
    expect(refusal(roles, simsvConvention, nearBack)).toMatchObject({ reason: 'near-border', wouldBe: 'Turn Right' });
    const close = aView([...furniture.slice(0, 2), { type: 'Sofa', at: [0.7, 4] }]);
    expect(answered(type.derive(close, roles, simsvConvention)).answer).toBe('Turn Right');
    expect(refusal(roles, sightlineConvention, close).reason).toBe('too-close');
    const objects = view.scene.objects.map((object, i) => ({ ...object, roomId: i < 3 ? 'a' : 'b' }));
    const apart = { ...view, scene: { ...view.scene, objects } };
    expect(refusal(around, sightlineConvention, apart)).toMatchObject({ reason: 'different-rooms', wouldBe: 'Turn Right, Turn Right' });
  });
});

describe('the text of a route', () => {
  const theirs = (opening: string, goal: string, steps: string) =>
    `You are a robot beginning ${opening}. You want to navigate to ${goal}. You will perform the following actions (Note: for each [please fill in], choose …): ${steps} You have reached the final destination.`;
  const read = (opening: string, goal: string, steps: string) => type.parse(theirs(opening, goal, steps))?.roles ?? null;
  const name = fc
    .array(fc.stringMatching(/^[a-z]{1,9}$|^[0-9]{1,3}$/), { minLength: 1, maxLength: 3 })
    .map((words) => words.join(' '))
    .filter((words) => !/\b(the|a|an|and|facing|to|toward)\b/.test(words));
  const routes = fc
    .record({ places: fc.uniqueArray(name, { minLength: 3, maxLength: 8 }), isWalkFirst: fc.boolean(), endsWithTurn: fc.boolean() })
    .map(({ places: [start, facing, ...others], isWalkFirst, endsWithTurn }) => {
      const steps = others.flatMap((place) => [openTurn, place]);
      if (isWalkFirst) steps.unshift(facing as string);
      if (endsWithTurn) steps.push(openTurn);
      return rolesFromRoute({
        start: start as string,
        facing: facing as string,
        goal: others.at(-1) as string,
        steps: steps.slice(0, 12),
      })!;
    });

  it('is read back as the roles it was made from, and its spans are exactly the places', () => {
    fc.assert(
      fc.property(routes, fc.constantFrom(...Object.values(conventions)), (roles, convention) => {
        const text = type.phrase(roles, convention, seededPick([]));
        const parsed = type.parse(text);
        expect(parsed?.roles).toEqual(roles);
        for (const { role, start, end } of parsed?.spans ?? []) expect(text.slice(start, end)).toBe(roles[role]);
        expect(parsed?.spans.length).toBe(Object.values(roles).filter((value) => value !== openTurn).length);
      }),
    );
  });

  it('may be written in the many ways of the released ones', () => {
    const plain = route('bed', 'tv', 'sofa', openTurn, 'lamp', openTurn, 'sofa');
    const steps = '1. [please fill in] 2. Go forward until the lamp 3. [please fill in] 4. Go forward until the sofa.';
    expect(read('at the bed facing the tv', 'the sofa', steps)).toEqual(plain);
    expect(read('by the bed, and facing to tv ', 'the the sofa ', steps)).toEqual(plain);
    expect(read('at the standing by the bed and facing toward the tv', 'the sofa', steps)).toEqual(plain);
    const slips = '1. [Please fill in]. 2. Go foward until lamp. 3. [please fill in]. 4. Go forward untli a sofa.';
    expect(read('at the bed and facing the tv', 'the sofa', slips)).toEqual(plain);
    const odd = '1. Go forward until 2 feet before the wall. 2. [please fill in] 3. Go forward about 1.5 meters 4. [please fill in].';
    expect(read('at the bed and facing out the window', 'the 2 seater sofa', odd)).toEqual(
      route('bed', 'out the window', '2 seater sofa', '2 feet before the wall', openTurn, 'about 1.5 meters', openTurn),
    );
    expect(read('at the bed, with your back to the tv', 'the sofa', steps)).toBeNull();
    expect(read('at the bed facing the tv', 'the sofa', '1. Jump 2. Go forward until the sofa.')).toBeNull();
    expect(type.parse('Where is the sofa?')).toBeNull();
  });

  it('keeps its own words when a place changes', () => {
    const text = (goal: string) =>
      theirs(
        'at the bed facing the desk',
        `the ${goal}`,
        `1. Go forward until the desk 2. [please fill in] 3. Go forward until the ${goal}.`,
      );
    const newRoles = route('bed', 'desk', 'floor lamp', 'desk', openTurn, 'floor lamp');
    expect(reword(type, text('sofa'), newRoles, simsvConvention, seededPick([]))).toBe(text('floor lamp'));
    const edited = applyEdit({ type, view, convention: simsvConvention, text: text('sofa'), newRoles, seedParts: ['q'] });
    expect(edited).toMatchObject({ text: text('floor lamp'), answer: 'Turn Right', roles: newRoles });
    expect(edited.options.map((o) => o.text).sort()).toEqual(['Turn Back', 'Turn Left', 'Turn Right']);
    const longer = { ...around };
    expect(reword(type, text('sofa'), longer, simsvConvention, seededPick([]))).toBe(type.phrase(longer, simsvConvention, seededPick([])));
  });
});

describe('options of a route', () => {
  it('are four different ones of the same length, in which the answer does not stand out', () => {
    const turn = fc.constantFrom('Turn Left', 'Turn Right', 'Turn Back');
    fc.assert(
      fc.property(fc.array(turn, { minLength: 2, maxLength: 5 }), fc.integer(), (turns, seed) => {
        const options = [turns.join(', '), ...otherTurns(turns.join(', '), seededPick([seed]))];
        expect(new Set(options).size).toBe(4);
        expect(options.map(countNamedTurns)).toEqual(options.map(() => turns.length));
        turns.forEach((_turn, slot) => {
          const counts = Map.groupBy(options, (option) => option.split(', ')[slot]);
          expect([[4], [2, 2]]).toContainEqual([...counts.values()].map((each) => each.length));
        });
      }),
    );
    expect([...otherTurns('Turn Back', seededPick([1]))].sort()).toEqual(['Turn Left', 'Turn Right']);
  });

  it('have as many turns as the text has slots', () => {
    expect(countOpenTurns(around)).toBe(2);
    expect(countNamedTurns('turn left, Turn Back')).toBe(2);
    expect(countNamedTurns('left')).toBeNull();
  });
});

describe('options by hand of a route', () => {
  const derivation = answered(type.derive(view, around, simsvConvention));
  const problemsOf = (wrong: string) =>
    checkOptions(type, [derivation.answer, wrong], derivation.answer, derivation).map(({ message }) => message);

  it.each(['Turn Left, Turn Back', 'turn left, turn right'])('may be %s', (wrong) => expect(problemsOf(wrong)).toEqual([]));
  it.each(['Turn Left', 'Turn Left, Turn Left, Turn Left', 'Dance, Sing', 'Left, Right'])('may not be %s', (wrong) =>
    expect(problemsOf(wrong)).toEqual(['It must name 2 turns, each “Turn Left”, “Turn Right” or “Turn Back”.']),
  );
});

describe('a generated route', () => {
  const ask = (where: TrajectoryView, convention = simsvConvention) =>
    askQuestions(where, { tasks: ['route_planning'], perVideo: 12, seed: 3, convention, seedParts: [] });

  it('is answered and can be read back, under every convention', () => {
    for (const convention of Object.values(conventions)) {
      const asked = ask(view, convention);
      expect(asked.length).toBeGreaterThan(2);
      for (const { text, roles, options } of asked) {
        expect(type.parse(text)?.roles).toEqual(roles);
        expect(options.length).toBe(countOpenTurns(roles) === 1 ? 3 : 4);
      }
    }
  });

  it('stays in one room', () => {
    const rooms = ['a', 'b'].map((id) => ({ id, roomType: 'Bedroom', floorPolygonM: [], floorMaterial: null }));
    const split = (isSecond: (i: number) => boolean) => {
      const objects = view.scene.objects.map((object, i) => ({ ...object, roomId: isSecond(i) ? 'b' : 'a' }));
      return { ...view, scene: { ...view.scene, rooms, objects } };
    };
    expect(ask(split((i) => i < 2))).toEqual([]);
    const asked = ask(split((i) => i === 3));
    expect(asked.length).toBeGreaterThan(0);
    for (const { roles } of asked) expect(Object.values(roles)).not.toContain('sofa');
  });
});

const scenes = vsibenchScenes();
describe.skipIf(scenes === null)('the released routes', () => {
  it('can be taken apart, have as many slots as every option has turns, and agree where all their places are boxes', () => {
    const tally: Record<string, number> = {};
    for (const { view: where, questions } of scenes ?? []) {
      for (const { text, answer, options, id } of questions.filter(({ task }) => task === 'route_planning')) {
        const roles = type.parse(text)?.roles;
        const result = roles === undefined ? null : type.derive(where, roles, vsibenchConvention);
        const verdict = result === null ? 'unparsed' : result.isAnswered ? compareWithStored(type, answer, result) : result.reason;
        tally[verdict] = (tally[verdict] ?? 0) + 1;
        if (roles === undefined) continue;
        for (const option of options) expect(countNamedTurns(option.text), String(id)).toBe(countOpenTurns(roles));
        if (!result?.isAnswered) continue;
        for (const wrong of options.filter((o) => o.text !== answer)) expect(compareWithStored(type, wrong.text, result)).toBe('disagree');
      }
    }
    expect(tally).toEqual({ agree: 1, 'unknown-object': 131, 'same-object-twice': 57, 'several-instances': 4, unparsed: 1 });
  });
});

function answered(result: Derivation | Refusal): Derivation {
  if (!result.isAnswered) expect.fail(`refused: ${result.message}`);
  return result;
}

function refused(result: Derivation | Refusal): Refusal {
  if (result.isAnswered) expect.fail(`answered: ${result.answer}`);
  return result;
}
