import type { FilterText, HousePreviewQuery, ListText } from '../../shared/api/index.ts';

/** What the queue is narrowed to and how it is ordered; paging is the list's own business. */
export type QueueFilter = ListText;

/** Every cache key of the studio. Scenes, trajectories and frames never change while a workspace is open. */
export const queryKeys = {
  workspace: ['workspace'],
  generation: ['generation'],
  housePreview: (query: HousePreviewQuery) => ['house-preview', query],
  problems: ['problems'],
  recent: ['recent'],
  allQueues: ['queue'],
  queue: (filter: QueueFilter) => ['queue', filter],
  facets: (filter: FilterText) => ['facets', filter],
  views: ['views'],
  allRows: ['rows'],
  rows: (list: ListText, page: number) => ['rows', list, page],
  allFacets: ['facets'],
  allStatistics: ['statistics'],
  statistics: (others: string) => ['statistics', others],
  question: (id: string) => ['question', id],
  scene: (id: string) => ['scene', id],
  trajectory: (id: string) => ['trajectory', id],
  maskFacts: (trajectoryId: string) => ['mask-facts', trajectoryId],
  mask: (trajectoryId: string, frame: number) => ['mask', trajectoryId, frame],
  frames: (trajectoryId: string) => ['frames', trajectoryId],
} as const;
