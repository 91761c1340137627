import type { QueryClient } from '@tanstack/react-query';
import { eventsHeard } from '../client/event-stream.ts';
import { questionQuery, queueQuery, sceneQuery, trajectoryQuery, viewsQuery, workspaceQuery } from '../client/queries.ts';
import { type ListState, listText } from './features/lists/list-store.ts';
import { listOfHash, placeFromHash } from './navigation.ts';

/** The events' connection is worth this much time. */
const mostAwaitedMs = 300;

/**
 * Fetches what the first screen is going to ask for while the page is still being set up, so that the review begins with its question instead of waiting
 * for one answer after the other. The backend's events must be followed by then: a change that nobody heard would leave on screen what was fetched before.
 * What fails here is asked for again, and said, by whoever shows it.
 */
export async function fetchStart(queryClient: QueryClient): Promise<void> {
  const place = placeFromHash(location.hash);
  await eventsHeard(mostAwaitedMs);
  const workspace = await queryClient.fetchQuery(workspaceQuery);
  if (place.screen !== 'review' || !workspace.isOpen || workspace.counts.questions === 0) return;
  const { leftOff } = await queryClient.fetchQuery(viewsQuery);
  const asked = listOfHash(location.hash);
  const isElsewhere = place.questionId !== null || Object.keys(asked ?? {}).length > 0;
  const list = isElsewhere || leftOff === null ? (asked ?? {}) : (leftOff.list as ListState);
  const known = place.questionId ?? (isElsewhere ? null : (leftOff?.questionId ?? null));
  const [first] = await Promise.all([fetchFirst(queryClient, list), known === null ? null : fetchSubject(queryClient, known)]);
  if (known === null && first !== undefined) await fetchSubject(queryClient, first);
}

/** The queue's first page; gives the question that the review begins with. */
async function fetchFirst(queryClient: QueryClient, list: ListState): Promise<string | undefined> {
  const { pages } = await queryClient.fetchInfiniteQuery(queueQuery(listText(list)));
  const rows = pages.flatMap((page) => page.rows);
  return (rows.find(({ verdict }) => verdict === 'undecided') ?? rows[0])?.id;
}

/** A question with its scene and walk, as far as they are not there yet. */
export async function fetchSubject(queryClient: QueryClient, id: string) {
  const detail = await queryClient.fetchQuery(questionQuery(id));
  const [scene, trajectory] = await Promise.all([
    queryClient.fetchQuery(sceneQuery(detail.sceneId)),
    queryClient.fetchQuery(trajectoryQuery(detail.trajectoryId)),
  ]);
  return { detail, scene, trajectory };
}
