import { describe, expect, it } from 'vitest';
import type { Subject } from '../../renderer/studio/features/review/subject.ts';
import { timelineMarkersOf } from '../../renderer/studio/features/video/timeline-markers.ts';
import { frameAtX, frameX } from '../../renderer/studio/features/video/track-scale.ts';
import type { Decision } from '../../shared/model/decision.ts';

const decided = (operation: Decision['operation'], frame: number | null, isFrameExact = true, payload = {}) =>
  ({ id: `${operation} ${frame}`, operation, payload, reviewer: 'Ada', evidence: { frame, isFrameExact, dwellMs: 1 } }) as Decision;

function subjectWith(history: readonly Decision[]): Subject {
  const pin = { kind: 'pin', order: 1, frame: 12, objectIndex: 3, positionM: [0, 0, 0], label: 'sofa' };
  const evidence = [
    { frame: 12, objectIndex: 3, reason: 'first' },
    { frame: 40, objectIndex: 3, reason: 'best' },
  ];
  const roleViews = [{ role: 'a', label: 'A', name: 'sofa', color: 'blue', colorNumber: 0, objectIndices: [3] }];
  return {
    outcome: { isAnswered: true, marks: [pin], evidence },
    roleViews,
    detail: { history },
    trajectory: { frameCount: 50 },
  } as unknown as Subject;
}

describe('marks of the timeline', () => {
  it('show a first appearance once, by its number, beside the other evidence', () => {
    expect(timelineMarkersOf(subjectWith([])).map(({ kind, frame, order }) => [kind, frame, order])).toEqual([
      ['appearance', 12, 1],
      ['evidence', 40, undefined],
    ]);
  });

  it('join what was decided at one frame, say what was not verified, and leave out what had no picture', () => {
    const history = [
      decided('comment', 20, false, { comment: 'dark' }),
      decided('approve', 20),
      decided('reject', null),
      decided('undo', 20),
    ];
    const markers = timelineMarkersOf(subjectWith(history)).filter(({ frame }) => frame === 20);
    expect(markers.map(({ kind, label }) => [kind, label])).toEqual([
      ['approve', 'Commented by Ada: dark, frame not verified; Approved by Ada'],
    ]);
  });

  it('find under the pointer the frame that is drawn there', () => {
    for (const frame of [0, 1, 57, 181]) expect(frameAtX(frameX(frame, 182, 640), 182, 640)).toBe(frame);
    expect([frameAtX(-5, 182, 640), frameAtX(700, 182, 640)]).toEqual([0, 181]);
  });
});
