import { notifications } from '@mantine/notifications';
import { ApiError } from '../../../client/api-error.ts';
import { announce } from '../../announce.ts';
import { strings } from '../../strings/strings.ts';

/** Says that nothing is left to take back, where that is why the backend refused to; false for every other error. Nothing is wrong then, so it is no alarm. */
export function sayHistoryEnds(direction: 'undo' | 'redo', error: unknown): boolean {
  if (!(error instanceof ApiError) || error.code !== 'decision.illegal') return false;
  const message = strings.decide.historyEnds[direction];
  notifications.show({ id: 'history-ends', message, autoClose: 2500 });
  announce(message);
  return true;
}
