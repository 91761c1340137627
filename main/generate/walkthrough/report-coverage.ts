import type { Scene } from '../../../shared/model/scene.ts';
import type { SightingSummary } from '../../../shared/model/trajectory.ts';

/** What videos of a scene leave out, in the scene's order; from what was drawn, not from what was planned. */
export interface CoverageReport {
  /** Ids of objects without a single pixel in any frame. */
  readonly neverVisible: readonly string[];
  /** Ids of objects that are visible, but never fill enough of a frame to be salient. */
  readonly neverSalient: readonly string[];
}

/** The same as numbers. */
export interface CoverageCounts {
  readonly objects: number;
  readonly neverVisible: number;
  readonly neverSalient: number;
}

/** Compares a scene's objects with the sightings of one or several walks through it: an object counts by the walk that shows it best. */
export function reportCoverage({ objects }: Pick<Scene, 'objects'>, walks: readonly (readonly SightingSummary[])[]): CoverageReport {
  const sightings = walks.flat();
  const visible = new Set(sightings.map(({ objectIndex }) => objectIndex));
  const salient = new Set(sightings.filter((each) => each.firstSalientFrame !== null).map(({ objectIndex }) => objectIndex));
  const idsWhere = (isMeant: (index: number) => boolean) => objects.flatMap(({ id }, index) => (isMeant(index) ? [id] : []));
  return {
    neverVisible: idsWhere((index) => !visible.has(index)),
    neverSalient: idsWhere((index) => visible.has(index) && !salient.has(index)),
  };
}

/** How many objects a report is about. */
export function countCoverage({ objects }: Pick<Scene, 'objects'>, { neverVisible, neverSalient }: CoverageReport): CoverageCounts {
  return { objects: objects.length, neverVisible: neverVisible.length, neverSalient: neverSalient.length };
}
