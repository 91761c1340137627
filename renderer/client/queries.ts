import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FilterText, FrameSightings, HousePreviewQuery, ListText, MaskFacts } from '../../shared/api/index.ts';
import { idsFromRuns } from '../../shared/stage/modalities/mask-runs.ts';
import { callRoute, fetchBytes } from './call-route.ts';
import { type QueueFilter, queryKeys } from './query-keys.ts';

/** Rows per page of the queue. */
const pageSize = 200;
/** Frames per call, below the route's limit of 2,000. */
const framesPerCall = 1000;

/** The open workspace in numbers. */
export const workspaceQuery = queryOptions({
  queryKey: queryKeys.workspace,
  queryFn: ({ signal }) => callRoute('getWorkspace', { signal }),
});

/** The workspace's reasons for rejecting, without what every decision changes. */
export const rejectReasonsQuery = queryOptions({
  queryKey: queryKeys.workspace,
  queryFn: ({ signal }) => callRoute('getWorkspace', { signal }),
  select: ({ rejectReasons }) => rejectReasons,
});

/** The run of the generator. */
export const generationQuery = queryOptions({
  queryKey: queryKeys.generation,
  queryFn: ({ signal }) => callRoute('getGeneration', { signal }),
});

/** A house as a run would make it: the same query always gives the same house. */
export const housePreviewQuery = (query: HousePreviewQuery) =>
  queryOptions({
    queryKey: queryKeys.housePreview(query),
    queryFn: ({ signal }) => callRoute('previewHouse', { input: query, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The problem report of all imports. */
export const problemsQuery = queryOptions({ queryKey: queryKeys.problems, queryFn: ({ signal }) => callRoute('getProblems', { signal }) });

/** Workspaces that were open here. */
export const recentQuery = queryOptions({
  queryKey: queryKeys.recent,
  queryFn: ({ signal }) => callRoute('listRecentWorkspaces', { signal }),
});

/** The queue in pages, by the backend's cursor. */
export const queueQuery = (filter: QueueFilter) =>
  infiniteQueryOptions({
    queryKey: queryKeys.queue(filter),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      callRoute('listQuestions', { input: { ...filter, limit: pageSize, ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal }),
    getNextPageParam: (page) => page.nextCursor,
  });

/** What each further choice of a filter would leave. */
export const facetsQuery = (filter: FilterText) =>
  queryOptions({
    queryKey: queryKeys.facets(filter),
    queryFn: ({ signal }) => callRoute('countFacets', { input: filter, signal }),
    placeholderData: keepPreviousData,
  });

/** Saved views, and where the reviewer left off. */
export const viewsQuery = queryOptions({ queryKey: queryKeys.views, queryFn: ({ signal }) => callRoute('listViews', { signal }) });

/** Rows of the table per call. */
export const rowsPerPage = 200;

/** One page of the table, by its number. */
export const rowsQuery = (list: ListText, page: number) =>
  queryOptions({
    queryKey: queryKeys.rows(list, page),
    queryFn: ({ signal }) => callRoute('listQuestions', { input: { ...list, offset: page * rowsPerPage, limit: rowsPerPage }, signal }),
  });

/** Where the workspace stands. */
export const statisticsQuery = (others: 'together' | 'each') =>
  queryOptions({
    queryKey: queryKeys.statistics(others),
    queryFn: ({ signal }) => callRoute('getStatistics', { input: { others }, signal }),
    placeholderData: keepPreviousData,
  });

/** One question with its history. */
export const questionQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.question(id),
    queryFn: ({ signal }) => callRoute('getQuestion', { params: { id }, signal }),
    enabled: id !== '',
  });

/** Rooms, walls and objects; kept as long as the page lives. */
export const sceneQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.scene(id),
    queryFn: ({ signal }) => callRoute('getScene', { params: { id }, signal }),
    enabled: id !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Poses and sighting summaries. */
export const trajectoryQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.trajectory(id),
    queryFn: ({ signal }) => callRoute('getTrajectory', { params: { id }, signal }),
    enabled: id !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What is known of stored masks; null where there are none. */
export const maskFactsQuery = (trajectoryId: string) =>
  queryOptions({
    queryKey: queryKeys.maskFacts(trajectoryId),
    queryFn: ({ signal }) => callRoute('getMasks', { params: { id: trajectoryId }, signal }),
    enabled: trajectoryId !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** How long the masks of a frame that is not on screen are kept. */
const masksKeptMs = 20_000;

/** Instance id of every pixel of a frame, row by row. */
export const maskQuery = (trajectoryId: string, frame: number, facts: MaskFacts | null) =>
  queryOptions({
    queryKey: queryKeys.mask(trajectoryId, frame),
    queryFn: async ({ signal }): Promise<Uint16Array> => {
      const { widthPx, heightPx } = facts as MaskFacts;
      const ids = idsFromRuns(
        await fetchBytes('getMask', { params: { id: trajectoryId, frame: String(frame) }, signal }),
        widthPx,
        heightPx,
      );
      if (ids === null) throw new Error(`The masks of frame ${frame} are damaged.`);
      return ids;
    },
    enabled: facts !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: masksKeptMs,
    retry: false,
    structuralSharing: false,
  });

/** What every frame of a trajectory shows, position = frame index. */
export const framesQuery = (trajectoryId: string, frameCount: number) =>
  queryOptions({
    queryKey: queryKeys.frames(trajectoryId),
    enabled: trajectoryId !== '' && frameCount > 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<FrameSightings['frames']> => {
      const starts = Array.from({ length: Math.ceil(frameCount / framesPerCall) }, (_, call) => call * framesPerCall);
      const runs = await Promise.all(
        starts.map((start) => callRoute('getFrames', { params: { id: trajectoryId }, input: { start, count: framesPerCall }, signal })),
      );
      return runs.flatMap((run) => run.frames);
    },
  });
