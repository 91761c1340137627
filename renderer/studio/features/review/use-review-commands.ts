import { useQueryClient } from '@tanstack/react-query';
import type { QuestionDetail } from '../../../../shared/api/index.ts';
import { queryKeys } from '../../../client/query-keys.ts';
import { useCommands } from '../../key-dispatch.ts';
import { useViewOptions } from '../../view-options.ts';
import type { Queue } from '../queue/use-queue.ts';
import { useReview } from './review-store.ts';
import type { Decide } from './use-decide.ts';

/** Binds the keys of the review screen that belong to no single panel. */
export function useReviewCommands(queue: Queue, id: string | null, decide: Decide): void {
  const queryClient = useQueryClient();
  const withQuestion = (act: (detail: QuestionDetail) => void) => () => {
    const detail = id === null ? undefined : queryClient.getQueryData<QuestionDetail>(queryKeys.question(id));
    if (detail === undefined || queryClient.getQueryData(queryKeys.trajectory(detail.trajectoryId)) === undefined) return false;
    // While roles are being edited only saving or cancelling decides; after a verdict the question is about to go.
    const { draft, isLeaving } = useReview.getState();
    if (draft !== null || isLeaving) return false;
    act(detail);
    return true;
  };
  useCommands({
    approve: withQuestion((detail) => decide.decide(detail, { operation: 'approve' })),
    skip: withQuestion((detail) => decide.decide(detail, { operation: 'skip' })),
    flag: withQuestion((detail) => decide.decide(detail, { operation: detail.isFlagged ? 'unflag' : 'flag' })),
    reject: withQuestion(() => useReview.setState({ open: 'reject' })),
    comment: withQuestion(() => useReview.setState({ open: 'comment' })),
    undo: () => decide.takeBack('undo'),
    redo: () => decide.takeBack('redo'),
    next: () => void queue.move(id, 1),
    previous: () => void queue.move(id, -1),
    nextUndecided: () => void queue.move(id, 1, 'undecided'),
    previousUndecided: () => void queue.move(id, -1, 'undecided'),
    map: () => void useViewOptions.setState(({ mapTab }) => ({ mapTab: mapTab === 'map' ? 'objects' : 'map' })),
    house: () => void useViewOptions.setState(({ mapTab }) => ({ mapTab: mapTab === 'house' ? 'map' : 'house' })),
  });
}
