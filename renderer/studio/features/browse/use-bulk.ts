import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BulkResult, RouteRequest } from '../../../../shared/api/index.ts';
import { describeError } from '../../../client/api-error.ts';
import { callRoute } from '../../../client/call-route.ts';
import { listenToEvents } from '../../../client/event-stream.ts';
import { announce } from '../../announce.ts';
import { strings } from '../../strings/strings.ts';
import { useList } from '../lists/list-store.ts';
import { sayHistoryEnds } from '../review/say-history-ends.ts';
import { selectionInput, useSelection } from './selection.ts';

const say = strings.lists.browse;

/** A decision about everything that is selected. */
export type BulkVerb = Omit<RouteRequest<'decideInBulk'>, 'selection'>;

/** Sends decisions about the selection, takes them back, says what happened. */
export function useBulk() {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null);
  useEffect(() => listenToEvents((event) => event.kind === 'bulk-progress' && setProgress(event)), []);
  const renew = () => {
    setProgress(null);
    return queryClient.invalidateQueries();
  };
  const turn = useMutation({
    mutationFn: (direction: 'undo' | 'redo') => callRoute(direction),
    onSuccess: ({ batchCount }, direction) => {
      const message = (direction === 'undo' ? say.undone : say.redone)((batchCount ?? 1).toLocaleString('en'));
      notifications.hide('bulk');
      notifications.show({ message });
      announce(message);
      return renew();
    },
    onError: (error, direction) => sayHistoryEnds(direction, error) || showError(error),
  });
  const decide = useMutation({
    mutationFn: (verb: BulkVerb) =>
      callRoute('decideInBulk', { input: { ...verb, selection: selectionInput(useSelection.getState(), useList.getState().list) } }),
    onSuccess: (result, { operation }) => {
      const message = sentence(result, say.verbs[operation]);
      notifications.show({ id: 'bulk', message, autoClose: 8000 });
      announce(message);
      return renew();
    },
    onError: showError,
  });
  return {
    isBusy: decide.isPending || turn.isPending,
    progress,
    decide: (verb: BulkVerb) => decide.mutate(verb),
    turn: (direction: 'undo' | 'redo') => turn.mutate(direction),
    stop: () => void callRoute('cancelBulk', { input: {} }),
  };
}

function sentence({ decided, unchanged, isCancelled }: BulkResult, verb: string): string {
  const parts = [say.done(decided.toLocaleString('en'), verb)];
  if (unchanged > 0) parts.push(say.unchanged(unchanged.toLocaleString('en')));
  if (isCancelled) parts.push(say.stopped);
  return parts.join(' ');
}

function showError(error: Error): void {
  notifications.show({ color: 'red', title: say.failed, message: describeError(error).message, autoClose: 8000 });
}
