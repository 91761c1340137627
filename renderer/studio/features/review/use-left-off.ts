import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { callRoute } from '../../../client/call-route.ts';
import { questionQuery, viewsQuery } from '../../../client/queries.ts';
import { announce } from '../../announce.ts';
import { goTo } from '../../navigation.ts';
import { strings } from '../../strings/strings.ts';
import { type ListState, replaceList, useList } from '../lists/list-store.ts';

/** How long a question must stay on screen to be remembered. */
const restMs = 800;

/** The workspace that this page went on in already. */
let resumedFile: string | null = null;

/**
 * Goes on where the reviewer left off: at first the list, and the question while it is undecided. An address that names a question or a list is where one
 * wants to be. Returns false until that is settled.
 */
export function useLeftOff(file: string | null, asked: string | null): boolean {
  const queryClient = useQueryClient();
  const { data, isError } = useQuery(viewsQuery);
  const [settledFile, setSettledFile] = useState(resumedFile);
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
        if (verdict !== 'undecided') return;
        goTo({ screen: 'review', questionId });
        announce(strings.lists.resumed);
      })
      .catch(() => undefined)
      .finally(settle);
  }, [isSettled, data, isError, asked, file, queryClient]);
  return isSettled;
}

/** Remembers question and list, but for the searched text, once where one left off is settled. */
export function useRememberedPlace(isSettled: boolean, shown: string | null): void {
  const list = useList((state) => state.list);
  useEffect(() => {
    if (!isSettled || shown === null) return;
    const timer = setTimeout(() => {
      const { text: _, ...kept } = list;
      // Nothing is lost where it fails: the next question is remembered again.
      void callRoute('leaveOff', { input: { questionId: shown, list: kept as Record<string, string> } }).catch(() => undefined);
    }, restMs);
    return () => clearTimeout(timer);
  }, [isSettled, shown, list]);
}
