import { describe, expect, it } from 'vitest';
import { urlOfRoute } from '../../renderer/client/call-route.ts';
import { revealHidden } from '../../renderer/studio/features/question/reveal-hidden.ts';
import { neighbour } from '../../renderer/studio/features/queue/neighbour.ts';
import { clusterMarkers } from '../../renderer/studio/features/video/cluster-markers.ts';
import { visibleRuns } from '../../renderer/studio/features/video/visible-runs.ts';
import { hashFromPlace, placeFromHash } from '../../renderer/studio/navigation.ts';
import type { QuestionRow } from '../../shared/api/index.ts';

const row = (id: string, verdict: QuestionRow['verdict']) => ({ id, verdict }) as QuestionRow;

describe('the studio', () => {
  it('comes back to a question from its address, whatever its id contains', () => {
    const place = { screen: 'review', questionId: 'val/000003:obj #4 ä' } as const;
    expect(placeFromHash(hashFromPlace(place))).toEqual(place);
  });

  it('moves on to the next undecided question and past decided ones', () => {
    const rows = [row('a', 'approved'), row('b', 'rejected'), row('c', 'undecided'), row('d', 'undecided')];
    expect(neighbour(rows, 'a', 1, 'undecided')?.id).toBe('c');
    expect(neighbour(rows, 'c', -1)?.id).toBe('b');
    expect(neighbour(rows, 'd', 1)).toBeUndefined();
  });

  it('spells out characters that make a text read differently from what is stored', () => {
    expect(revealHidden('left\u202e or\u200b right')).toBe('left[U+202E] or[U+200B] right');
  });

  it('fills parameters into an address and leaves out what was not given', () => {
    expect(urlOfRoute('getFrames', { params: { id: 'a/b' }, input: { start: 0, count: 5 } })).toBe(
      '/api/trajectories/a%2Fb/frames?start=0&count=5',
    );
    expect(urlOfRoute('listQuestions', { input: { order: 'margin' } })).toBe('/api/questions?order=margin');
  });

  it('joins frames into runs and tells salient ones apart', () => {
    const seen = (fraction: number) => [[7, 10, fraction, -1, -1, -1, -1]] as const;
    expect(visibleRuns([[], seen(0.01), seen(0.02), seen(0.2), [], seen(0.05)], [7])).toEqual([
      { start: 1, end: 2, isSalient: false },
      { start: 3, end: 3, isSalient: true },
      { start: 5, end: 5, isSalient: false },
    ]);
  });

  it('gives markers that are too close for two targets one together', () => {
    const clusters = clusterMarkers([10, 20, 60, 90], (px) => px, 24);
    expect(clusters.map(({ items }) => items)).toEqual([[10, 20], [60], [90]]);
  });
});
