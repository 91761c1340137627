import type { QuestionContent } from '../../shared/api/index.ts';
import type { Problem } from '../../shared/errors.ts';
import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import type { TrajectoryView } from '../../shared/questions/question-type.ts';

/** A stored question with its place. */
export interface SourceQuestion {
  readonly id: string;
  readonly task: string;
  readonly content: QuestionContent;
  /** As the caller named it, so that it can be opened from where the command ran. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** All questions about one trajectory, with what they are asked of. */
export interface QuestionGroup {
  /** Names the trajectory for people: "val/000012 0", "scannet/scene0251_00". */
  readonly label: string;
  /** One object for all the questions: lookup tables are remembered on it. Null where the scene is unusable. */
  readonly view: TrajectoryView | null;
  /** Why there is no view; empty where there is one. */
  readonly whyNoView: string;
  /** The convention the answers were made with. */
  readonly convention: ConventionName;
  readonly questions: readonly SourceQuestion[];
}

/** Questions of any format, read scene by scene. */
export interface QuestionSource {
  /** Says what was recognised. */
  readonly description: string;
  readonly groupCount: number;
  readonly groups: AsyncIterable<QuestionGroup>;
  /** Grows while the groups are read. */
  readonly problems: readonly Problem[];
}

/** Several sources as one, in order. */
export function joinSources(sources: readonly QuestionSource[]): QuestionSource {
  return {
    description: sources.map(({ description }) => description).join('; '),
    groupCount: sources.reduce((sum, { groupCount }) => sum + groupCount, 0),
    groups: allGroups(sources),
    get problems() {
      return sources.flatMap(({ problems }) => problems);
    },
  };
}

async function* allGroups(sources: readonly QuestionSource[]): AsyncGenerator<QuestionGroup> {
  for (const source of sources) yield* source.groups;
}
