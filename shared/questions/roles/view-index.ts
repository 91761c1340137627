import type { Scene, SceneObject } from '../../model/scene.ts';
import type { SightingSummary } from '../../model/trajectory.ts';
import type { Convention } from '../convention.ts';
import type { Candidate, EvidenceFrame, TrajectoryView } from '../question-type.ts';
import { cleanTypeName } from '../wording/clean-type-name.ts';
import { canonicalName } from './synonyms.ts';

/** What every formula looks up in a view under a convention. Built once per pair and remembered while the view lives; views are never changed in place. */
export interface ViewIndex {
  /** Categories with at least one instance that counts, sorted by name; the key is the canonical name where synonyms are merged. */
  readonly candidates: ReadonlyMap<string, Candidate>;
  /** Summary by index into `Scene.objects`. */
  readonly sightings: ReadonlyMap<number, SightingSummary>;
  /** The category called `name`, or a synonym of it where the convention merges them. */
  find(name: string): Candidate | undefined;
}

/** Types that are part of the building and never asked about. */
const structuralTypes: ReadonlySet<string> = new Set(['Wall', 'Floor', 'Ceiling']);

const indices = new WeakMap<TrajectoryView, Map<Convention, ViewIndex>>();
const summaries = new WeakMap<TrajectoryView, ReadonlyMap<number, SightingSummary>>();
const categoryNames = new WeakMap<Scene, ReadonlySet<string>>();

/** The lookup tables of a view; see {@link ViewIndex}. */
export function indexView(view: TrajectoryView, convention: Convention): ViewIndex {
  let byConvention = indices.get(view);
  if (byConvention === undefined) {
    byConvention = new Map();
    indices.set(view, byConvention);
  }
  const known = byConvention.get(convention);
  if (known !== undefined) return known;
  const sightings = sightingsOf(view);
  const candidates = countedCategories(view.scene, sightings, convention);
  const find = (name: string): Candidate | undefined => candidates.get(keyOf(name, convention));
  const index: ViewIndex = { candidates, sightings, find };
  byConvention.set(convention, index);
  return index;
}

/** Cleaned names of everything in the scene that could be asked about, seen or not. */
export function sceneCategories(scene: Scene): ReadonlySet<string> {
  const known = categoryNames.get(scene);
  if (known !== undefined) return known;
  const names = new Set(scene.objects.filter(isAskable).map((o) => cleanTypeName(o.objectType)));
  categoryNames.set(scene, names);
  return names;
}

/** The first salient and the best frame of each instance, once where they coincide; in order of time. */
export function evidenceFrames(view: TrajectoryView, objectIndices: readonly number[]): EvidenceFrame[] {
  const sightings = sightingsOf(view);
  const frames: EvidenceFrame[] = [];
  for (const objectIndex of objectIndices) {
    const summary = sightings.get(objectIndex);
    if (summary === undefined) continue;
    if (summary.firstSalientFrame !== null) frames.push({ frame: summary.firstSalientFrame, objectIndex, reason: 'first-salient' });
    if (summary.bestFrame !== summary.firstSalientFrame) frames.push({ frame: summary.bestFrame, objectIndex, reason: 'best' });
  }
  return frames.sort((a, b) => a.frame - b.frame);
}

function sightingsOf(view: TrajectoryView): ReadonlyMap<number, SightingSummary> {
  const known = summaries.get(view);
  if (known !== undefined) return known;
  const byObject = new Map(view.sightings.map((summary) => [summary.objectIndex, summary]));
  summaries.set(view, byObject);
  return byObject;
}

function isAskable(object: SceneObject): boolean {
  return !structuralTypes.has(object.objectType);
}

function keyOf(name: string, convention: Convention): string {
  return convention.areSynonymsMerged ? canonicalName(name) : name;
}

interface Gathered {
  readonly name: string;
  readonly objectIndices: number[];
  readonly duplicateIndices: number[];
  readonly doubtfulIndices: number[];
  firstSalientFrame: number | null;
}

/** Categories by key, sorted by name; a category none of whose instances counts is left out. */
function countedCategories(scene: Scene, sightings: ReadonlyMap<number, SightingSummary>, convention: Convention): Map<string, Candidate> {
  const found = new Map<string, Gathered>();
  for (const [objectIndex, object] of scene.objects.entries()) {
    if (!isAskable(object)) continue;
    const summary = sightings.get(objectIndex);
    const firstFrame = summary?.firstSalientFrame ?? null;
    const isCounted = convention.instances === 'all' || firstFrame !== null;
    const isDoubtful = !isCounted && (summary?.peakFraction ?? 0) >= convention.minDoubtfulFraction;
    if (!isCounted && !isDoubtful) continue;
    const name = cleanTypeName(object.objectType);
    const key = keyOf(name, convention);
    const entry = found.get(key) ?? { name, objectIndices: [], duplicateIndices: [], doubtfulIndices: [], firstSalientFrame: null };
    const isDuplicate = convention.areDuplicatesMerged && entry.objectIndices.some((index) => isSameBox(scene.objects[index], object));
    if (!isCounted) entry.doubtfulIndices.push(objectIndex);
    else (isDuplicate ? entry.duplicateIndices : entry.objectIndices).push(objectIndex);
    if (firstFrame !== null) entry.firstSalientFrame = Math.min(entry.firstSalientFrame ?? firstFrame, firstFrame);
    found.set(key, entry);
  }
  const counted = [...found].filter(([, entry]) => entry.objectIndices.length > 0);
  return new Map(counted.sort(([, a], [, b]) => (a.name < b.name ? -1 : 1)));
}

function isSameBox(a: SceneObject | undefined, b: SceneObject): boolean {
  const numbersOf = ({ orientedBox: { centerM, sizeM, axes } }: SceneObject): readonly number[] => [...centerM, ...sizeM, ...axes.flat()];
  if (a === undefined || a.objectType !== b.objectType) return false;
  // The centres alone tell almost all boxes apart.
  if (a.orientedBox.centerM[0] !== b.orientedBox.centerM[0]) return false;
  const other = numbersOf(b);
  return numbersOf(a).every((value, k) => value === other[k]);
}
