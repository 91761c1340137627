import type { TarMember } from '../tar/index-tar.ts';

/** A sample of a WebDataset: the members of a tar that share a name up to the first dot of its last part. */
export interface TarSample {
  /** "shards/000012" for `shards/000012.json` and `shards/000012.rgb.mp4`. */
  readonly key: string;
  /** By what follows the first dot, in lower case: "json", "rgb.mp4". */
  readonly members: ReadonlyMap<string, TarMember>;
}

/** Groups the members of a tar into samples, in the order of their first members. Members without an extension belong to none. */
export function samplesOf(members: readonly TarMember[]): TarSample[] {
  const samples = new Map<string, Map<string, TarMember>>();
  for (const member of members) {
    const nameAt = member.name.lastIndexOf('/') + 1;
    const dot = member.name.indexOf('.', nameAt);
    if (dot <= nameAt) continue;
    const key = member.name.slice(0, dot);
    const extension = member.name.slice(dot + 1).toLowerCase();
    const sample = samples.get(key) ?? new Map<string, TarMember>();
    if (!sample.has(extension)) sample.set(extension, member);
    samples.set(key, sample);
  }
  return [...samples].map(([key, found]) => ({ key, members: found }));
}

const videoEndings = ['mp4', 'webm', 'm4v'];
/** Members that hold the answer to the question in `txt`. */
const answerEndings = ['answer', 'ans', 'cls', 'label', 'answer.txt'];

/** The member of a sample that is its video; null where it has none. */
export function videoOf({ members }: TarSample): TarMember | null {
  return [...members].find(([extension]) => isEnding(extension, videoEndings))?.[1] ?? null;
}

/** Members that may hold question records. */
export function recordMembersOf({ members }: TarSample): TarMember[] {
  return [...members].filter(([extension]) => isEnding(extension, ['json', 'jsonl'])).map(([, member]) => member);
}

/** The members of a question in plain text with its answer; null where the sample has none. */
export function textPairOf({ members }: TarSample): { readonly question: TarMember; readonly answer: TarMember } | null {
  const question = members.get('txt') ?? members.get('question.txt') ?? null;
  const answer = answerEndings.map((ending) => members.get(ending)).find((member) => member !== undefined);
  return question === null || answer === undefined ? null : { question, answer };
}

function isEnding(extension: string, endings: readonly string[]): boolean {
  return endings.some((ending) => extension === ending || extension.endsWith(`.${ending}`));
}
