import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { callRoute } from '../../../client/call-route.ts';
import { questionQuery, viewsQuery } from '../../../client/queries.ts';
import { announce } from '../../announce.ts';
import { goTo } from '../../navigation.ts';
import { strings } from '../../strings/strings.ts';
import { type ListState, replaceList, useList } from '../lists/list-store.ts';

/** The place is remembered at most this often, however fast one moves or decides. */
const everyMs = 800;
/** The new question is painted first. */
const leastMs = 100;

/** When the place was last remembered, in milliseconds of the page's clock. */
let rememberedMs = Number.NEGATIVE_INFINITY;

/** The workspace that this page went on in already. */
let resumedFile: string | null = null;

/** Where to begin, once that is known. */
interface LeftOffPlace {
  readonly isSettled: boolean;
  /** The question left off at, where it is decided by now: the review goes on after it. */
  readonly decidedId: string | null;
}

/**
 * Goes on where the reviewer left off: at first the list, and the question while it is undecided. An address that names a question or a list is where one
 * wants to be.
 */
export function useLeftOff(file: string | null, asked: string | null): LeftOffPlace {
  const queryClient = useQueryClient();
  const { data, isError } = useQuery(viewsQuery);
  const [settledFile, setSettledFile] = useState(resumedFile);
  const [decidedId, setDecidedId] = useState<string | null>(null);
  const isSettled = settledFile === file;
  useEffect(() => {
    if (isSettled || (data === undefined && !isError)) return;
    const settle = () => {
      resumedFile = file;
      setSettledFile(file);
    };
    const isElsewhere = asked !== null || Object.keys(useList.getState().list).length > 0;
    const leftOff = data?.leftOff ?? null;
    if (isElsewhere || leftOff === null) return settle();
    replaceList(leftOff.list as ListState);
    if (leftOff.questionId === null) return settle();
    const { questionId } = leftOff;
    queryClient
      .fetchQuery(questionQuery(questionId))
      .then(({ verdict }) => {
        // Decided and left at once: what came next was not on screen for long enough to be remembered.
        if (verdict !== 'undecided') return setDecidedId(questionId);
        goTo({ screen: 'review', questionId });
        announce(strings.lists.resumed);
      })
      .catch(() => undefined)
      .finally(settle);
  }, [isSettled, data, isError, asked, file, queryClient]);
  return { isSettled, decidedId };
}

/** Remembers question and list, but for the searched text, once where one left off is settled. */
export function useRememberedPlace(isSettled: boolean, shown: string | null): void {
  const list = useList((state) => state.list);
  useEffect(() => {
    if (!isSettled || shown === null) return;
    const timer = setTimeout(
      () => {
        rememberedMs = performance.now();
        const { text: _, ...kept } = list;
        // Nothing is lost where it fails: the next question is remembered again.
        void callRoute('leaveOff', { input: { questionId: shown, list: kept as Record<string, string> } }).catch(() => undefined);
      },
      Math.max(leastMs, rememberedMs + everyMs - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [isSettled, shown, list]);
}
