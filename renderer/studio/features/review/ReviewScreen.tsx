import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import { announce } from '../../announce.ts';
import { goTo } from '../../navigation.ts';
import { strings } from '../../strings/strings.ts';
import { useList } from '../lists/list-store.ts';
import { neighbour } from '../queue/neighbour.ts';
import { QueuePanel } from '../queue/QueuePanel.tsx';
import { type Queue, useQueue } from '../queue/use-queue.ts';
import { keepLastShown, lastShown } from './last-shown.ts';
import classes from './ReviewScreen.module.css';
import { beginQuestion } from './review-store.ts';
import { SubjectPanels } from './SubjectPanels.tsx';
import { useDecide } from './use-decide.ts';
import { useLeftOff, useRememberedPlace } from './use-left-off.ts';
import { useReviewCommands } from './use-review-commands.ts';
import { usePrefetch } from './use-subject-query.ts';

/** The heart: queue, video, map and the question card, on one clock. */
export function ReviewScreen({ questionId }: { readonly questionId: string | null }) {
  const queue = useQueue();
  const { data: file = null } = useQuery({ ...workspaceQuery, select: fileOf });
  const { isSettled, decidedId } = useLeftOff(file, questionId);
  const first = neighbour(queue.rows, decidedId, 1, 'undecided') ?? neighbour(queue.rows, null, 1, 'undecided') ?? queue.rows[0];
  const list = useList((state) => state.list);
  const id = questionId ?? (isSettled ? (lastShown(file, list) ?? first?.id) : undefined) ?? null;
  const at = queue.rows.findIndex((row) => row.id === id);
  usePrefetch(queue.rows[at + 1]?.id);
  usePrefetch(neighbour(queue.rows, id, 1, 'undecided')?.id);
  const decide = useDecide((fromId) => void goOn(queue, fromId));
  useReviewCommands(queue, id, decide);
  useEffect(() => {
    if (questionId === null && id !== null) goTo({ screen: 'review', questionId: id });
  }, [questionId, id]);
  useRememberedPlace(isSettled, id);
  useEffect(() => {
    if (id !== null) beginQuestion(id);
  }, [id]);
  useEffect(() => {
    if (id !== null && file !== null && at >= 0) keepLastShown(file, list, id);
  }, [id, file, list, at]);
  return (
    <div className={classes['screen']}>
      <QueuePanel queue={queue} currentId={id} />
      <SubjectPanels questionId={id} decide={decide} />
    </div>
  );
}

const fileOf = ({ file }: WorkspaceSummary) => file;

/** The next undecided question; where none is left the list says so instead of standing still without a word. */
async function goOn(queue: Queue, fromId: string): Promise<void> {
  if (await queue.move(fromId, 1, 'undecided')) return;
  notifications.show({ id: 'all-done', message: strings.decide.allDone });
  announce(strings.decide.allDone);
}
