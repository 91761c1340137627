/** An answer of this many steps can score half of what a large one can: see {@link marginToNextStep}. */
const coarseSteps = 5;

/** The nearest whole number, halves to the even one: Python's `round` and NumPy's `rint`. */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** How many whole steps a value is, halves to the even step. Value and step in the same unit; the quotient decides, as in SIMS-V. */
export function stepsOf(value: number, step: number): number {
  return roundHalfEven(value / step);
}

/** What rounding leaves between a value and the next answer. */
export interface RoundingMargin {
  /** To the border, in the unit of the value; 0 on it. */
  readonly distance: number;
  /** The answer beyond that border, in steps. */
  readonly nextSteps: number;
  /** 0 on the border, at most n / (n + 5) for an answer of n steps: where the answer is a few steps only, each is a large part of it. */
  readonly score: number;
}

/** How far a value is from being rounded to another number of steps. Value and step in the same unit. */
export function marginToNextStep(value: number, step: number): RoundingMargin {
  const steps = stepsOf(value, step);
  const offset = value - steps * step;
  const distance = Math.max(0, step / 2 - Math.abs(offset));
  const nextSteps = offset < 0 && steps > 0 ? steps - 1 : steps + 1;
  const score = Math.min(1, distance / (step / 2)) * (steps / (steps + coarseSteps));
  return { distance, nextSteps, score };
}
