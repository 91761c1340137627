import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type EditOutcome,
  foldDecisions,
  legalOperations,
  type QuestionState,
  untouchedState,
} from '../../../main/review/fold-decisions.ts';
import { nextClock } from '../../../main/review/hybrid-clock.ts';
import { type Decision, type DecisionOperation, decisionOperations } from '../../../shared/model/decision.ts';

let counter = 0;

/** A decision at reading `counter`, about the content `hash`. */
function aDecision(operation: DecisionOperation, hash: string, payload: Decision['payload'] = {}): Decision {
  counter += 1;
  const clock = `${String(counter).padStart(15, '0')}-000000-test`;
  return {
    id: `d${counter}`,
    questionId: 'q',
    questionHash: hash,
    reviewer: 'Ada',
    clock,
    operation,
    payload,
    evidence: null,
    toolVersion: '0',
  };
}

function anEdit(hash: string, becomes: string): Decision {
  const content = { text: becomes, answer: '1', options: [], letter: null, roles: null };
  return aDecision('edit', hash, { outcome: { content, contentHash: becomes, agreement: 'agree', marginScore: 1, recordFields: {} } });
}

const step = fc.oneof(
  fc.constantFrom('approve', 'reject', 'skip', 'flag', 'unflag', 'comment' as const).map((operation) => ({ operation })),
  fc.constantFrom('x', 'y', 'z').map((becomes) => ({ operation: 'edit' as const, becomes })),
  fc.constant({ operation: 'undo' as const }),
);

/** A log as a reviewer would write it: every decision is about what stands, every undo takes back the latest that stands. */
const log = fc.array(step, { maxLength: 30 }).map((steps) => {
  const decisions: Decision[] = [];
  const standing: Decision[] = [];
  for (const next of steps) {
    const { contentHash } = foldDecisions('h', decisions);
    if (next.operation === 'undo') {
      const target = standing.pop();
      if (target !== undefined) decisions.push(aDecision('undo', contentHash, { decisionId: target.id }));
    } else {
      const made = 'becomes' in next ? anEdit(contentHash, next.becomes) : aDecision(next.operation, contentHash);
      decisions.push(made);
      standing.push(made);
    }
  }
  return { decisions, standing };
});

describe('folding a log of decisions', () => {
  test('does not depend on the order in which they arrive', () => {
    fc.assert(
      fc.property(
        log.chain(({ decisions }) => fc.tuple(fc.constant(decisions), fc.shuffledSubarray(decisions, { minLength: decisions.length }))),
        ([decisions, shuffled]) => {
          expect(foldDecisions('h', shuffled)).toEqual(foldDecisions('h', decisions));
        },
      ),
    );
  });

  test('gives after an undo what stood before, and after a redo what stood after', () => {
    fc.assert(
      fc.property(log, ({ decisions, standing }) => {
        const target = standing.at(-1);
        fc.pre(target !== undefined);
        const before = foldDecisions(
          'h',
          decisions.filter(({ id }) => id !== target?.id),
        );
        const after = foldDecisions('h', decisions);
        const undo = aDecision('undo', after.contentHash, { decisionId: target?.id });
        const redo = aDecision('redo', after.contentHash, { decisionId: target?.id });
        expect(foldDecisions('h', [...decisions, undo])).toEqual(before);
        expect(foldDecisions('h', [...decisions, undo, redo])).toEqual(after);
      }),
    );
  });

  test('drops a verdict on a wording that an undone edit had made', () => {
    const edit = anEdit('h', 'x');
    const approval = aDecision('approve', 'x');
    expect(foldDecisions('h', [edit, approval]).verdict).toBe('approved');
    expect(foldDecisions('h', [edit, approval, aDecision('undo', 'x', { decisionId: edit.id })])).toEqual(untouchedState('h'));
  });
});

test('the clock never stands still nor goes back, whatever the system says', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9_999_999_999_999 }), { minLength: 2 }), (times) => {
      let last: string | null = null;
      for (const ms of times) {
        const next = nextClock(ms, last, 'abcd1234');
        expect(last === null || next > last).toBe(true);
        expect(next).toMatch(/^\d{15}-\d{6}-abcd1234$/);
        last = next;
      }
    }),
  );
});

describe('a log of several reviewers, as merges may bring it', () => {
  const reviewers = ['Ada', 'Bela', 'Cora'] as const;
  const hashes = ['h', 'x', 'y'] as const;
  /** Anything at all: verdicts on wordings that are gone, undos of nothing, of others' decisions and of undos, equal clocks. */
  const anyDecision = fc.record({
    operation: fc.constantFrom(...decisionOperations),
    reviewer: fc.constantFrom(...reviewers),
    about: fc.constantFrom(...hashes),
    becomes: fc.constantFrom(...hashes),
    ms: fc.nat(40),
    target: fc.nat(30),
  });
  const anyLog = fc.array(anyDecision, { maxLength: 30 }).map((made) =>
    made.map(({ operation, reviewer, about, becomes, ms, target }, index): Decision => {
      const content = { text: becomes, answer: '1', options: [], letter: null, roles: null };
      const outcome: EditOutcome = { content, contentHash: becomes, agreement: 'agree', marginScore: 1, recordFields: {} };
      const payload = operation === 'edit' ? { outcome } : { decisionId: `d${target}` };
      const clock = `${String(ms).padStart(15, '0')}-000000-${reviewer}`;
      const id = `d${index}`;
      return { id, questionId: 'q', questionHash: about, reviewer, clock, operation, payload, evidence: null, toolVersion: '0' };
    }),
  );

  test('folds to the same legal state in any order and with anything twice', () => {
    fc.assert(
      fc.property(
        anyLog.chain((made) =>
          fc.tuple(
            fc.constant(made),
            fc.shuffledSubarray(made, { minLength: made.length }),
            fc.subarray(made).map((again) => [...again]),
          ),
        ),
        ([made, shuffled, again]) => {
          const state = foldDecisions('h', made);
          expect(foldDecisions('h', [...again, ...shuffled])).toEqual(state);
          expectLegal(state, made);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('counts no undo by somebody else, and none from before its decision', () => {
    const approval = aDecision('approve', 'h');
    const foreign = { ...aDecision('undo', 'h', { decisionId: approval.id }), reviewer: 'Bela' };
    expect(foldDecisions('h', [approval, foreign]).verdict).toBe('approved');
    const early = { ...aDecision('undo', 'h', { decisionId: approval.id }), clock: '0' };
    expect(foldDecisions('h', [approval, early]).verdict).toBe('approved');
  });

  /** What must hold of a state, said without the fold. */
  function expectLegal(state: QuestionState, made: readonly Decision[]): void {
    expect(state.contentHash).toBe(state.edit?.contentHash ?? 'h');
    if (state.verdict === 'edited') expect(state.edit).not.toBeNull();
    if (state.edit !== null && state.edit !== undefined) expect(state.verdict).not.toBe('undecided');
    const verbs = { approved: 'approve', rejected: 'reject', skipped: 'skip', edited: 'edit' } as const;
    if (state.verdict !== 'undecided') expect(made.map(({ operation }) => operation)).toContain(verbs[state.verdict]);
    if (state.isFlagged) expect(made.map(({ operation }) => operation)).toContain('flag');
    const legal = legalOperations(state);
    expect(legal.has('flag')).toBe(!legal.has('unflag'));
    expect(legal.has('flag')).toBe(!state.isFlagged);
  }
});
