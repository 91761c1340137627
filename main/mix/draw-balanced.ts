import type { RandomIndex } from '../../shared/questions/question-type.ts';
import { shuffle } from '../../shared/questions/seeded-pick.ts';
import { answerClasses } from './answer-classes.ts';
import type { PoolQuestion } from './question-pool.ts';

/**
 * Draws `count` questions of one task, or all where there are fewer, balanced over scenes, answers and walks. Scenes take turns in an order drawn once,
 * each giving one question until it has none left. In its turn a scene gives a question of the answer class that was drawn least so far, among
 * those of the walk that was drawn least so far, and of these a random one. Depends on the questions and `pick` alone.
 */
export function drawBalanced(questions: readonly PoolQuestion[], count: number, pick: RandomIndex): PoolQuestion[] {
  const classes = answerClasses(questions);
  const entries = shuffle(questions, pick).map((question): Entry => ({ question, answerClass: classes.get(question) as string }));
  const scenes = shuffle([...Map.groupBy(entries, ({ question }) => question.sceneId).values()].map(shelvesOf), pick);
  const drawnOfClass = new Map<string, number>();
  const drawnOfWalk = new Map<string, number>();
  const drawn: PoolQuestion[] = [];
  let givers = scenes;
  while (drawn.length < count && givers.length > 0) {
    for (const shelves of givers) {
      if (drawn.length === count) break;
      const shelf = leastDrawn(shelves, drawnOfClass, drawnOfWalk);
      const entry = shelf.entries.pop() as Entry;
      if (shelf.entries.length === 0) shelves.splice(shelves.indexOf(shelf), 1);
      drawnOfClass.set(shelf.answerClass, (drawnOfClass.get(shelf.answerClass) ?? 0) + 1);
      drawnOfWalk.set(shelf.trajectoryId, (drawnOfWalk.get(shelf.trajectoryId) ?? 0) + 1);
      drawn.push(entry.question);
    }
    givers = givers.filter((shelves) => shelves.length > 0);
  }
  return drawn;
}

interface Entry {
  readonly question: PoolQuestion;
  readonly answerClass: string;
}

/** A scene's questions of one answer class and one walk, in random order; never empty. */
interface Shelf {
  readonly answerClass: string;
  readonly trajectoryId: string;
  readonly entries: Entry[];
}

function shelvesOf(entries: readonly Entry[]): Shelf[] {
  const shelves = Map.groupBy(entries, ({ question, answerClass }) => `${answerClass}\0${question.trajectoryId}`);
  return [...shelves.values()].map((group) => {
    const { question, answerClass } = group[0] as Entry;
    return { answerClass, trajectoryId: question.trajectoryId, entries: group };
  });
}

function leastDrawn(shelves: readonly Shelf[], ofClass: ReadonlyMap<string, number>, ofWalk: ReadonlyMap<string, number>): Shelf {
  let best = shelves[0] as Shelf;
  let [bestClass, bestWalk] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const shelf of shelves) {
    const [classCount, walkCount] = [ofClass.get(shelf.answerClass) ?? 0, ofWalk.get(shelf.trajectoryId) ?? 0];
    if (classCount > bestClass || (classCount === bestClass && walkCount >= bestWalk)) continue;
    [best, bestClass, bestWalk] = [shelf, classCount, walkCount];
  }
  return best;
}
