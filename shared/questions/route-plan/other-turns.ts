import type { RandomIndex } from '../question-type.ts';
import { shuffle } from '../seeded-pick.ts';
import type { TurnName } from './walk-route.ts';

const turnNames: readonly TurnName[] = ['Turn Left', 'Turn Right', 'Turn Back'];

/**
 * The wrong options of a route: both other turns where there is one slot. With more, two slots get one other turn each, and the options
 * are all four combinations of these: half of them begin rightly, every turn stands in half of them, and so none stands out.
 */
export function otherTurns(answer: string, pick: RandomIndex): readonly string[] {
  const turns = answer.split(', ');
  const change = (slots: readonly (readonly [slot: number, turn: string])[]): string => {
    const changed = [...turns];
    for (const [slot, turn] of slots) changed[slot] = turn;
    return changed.join(', ');
  };
  const others = (slot: number): readonly string[] =>
    shuffle(
      turnNames.filter((name) => name !== turns[slot]),
      pick,
    );
  if (turns.length < 2) return others(0).map((turn) => change([[0, turn]]));
  const [first, second] = shuffle([...turns.keys()], pick) as [number, number];
  const [one, two] = [[first, others(first)[0] as string] as const, [second, others(second)[0] as string] as const];
  return [change([one]), change([two]), change([one, two])];
}
