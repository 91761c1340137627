import { AppError } from '../../shared/errors.ts';
import { motionNames, tourNames, type WalkStyle } from '../generate/walkthrough/walk-settings.ts';

/** What the command line said of walks. */
export interface WalkStyleOptions {
  readonly tour: string;
  readonly motion: string;
  readonly yawNoiseDeg: string;
}

/** Turns that go wrong by more than this on average are no walk any more. */
const mostNoiseDeg = 5;

/**
 * How the walks are to be.
 *
 * @throws AppError `input.invalid` for a name that does not exist, and for noise that is no number of degrees from 0 to 5.
 */
export function walkStyleFromOptions({ tour, motion, yawNoiseDeg }: WalkStyleOptions): WalkStyle {
  const noiseDeg = yawNoiseDeg.trim() === '' ? Number.NaN : Number(yawNoiseDeg);
  if (!(noiseDeg >= 0 && noiseDeg <= mostNoiseDeg)) {
    throw new AppError('input.invalid', `--yaw-noise-deg takes degrees from 0 to ${mostNoiseDeg}, such as 0.5, not "${yawNoiseDeg}".`);
  }
  return { tour: oneOf('tour', tourNames, tour), motion: oneOf('motion', motionNames, motion), yawNoiseDeg: noiseDeg };
}

function oneOf<T extends string>(option: string, names: readonly T[], text: string): T {
  const name = names.find((each) => each === text);
  if (name === undefined) throw new AppError('input.invalid', `--${option} takes ${names.join(' or ')}, not "${text}".`);
  return name;
}
