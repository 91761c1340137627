import { AppError } from '../../shared/errors.ts';
import type { Convention } from '../../shared/questions/convention.ts';
import { type ConventionName, conventionNames, conventions } from '../../shared/questions/conventions/index.ts';

/** Numbers of a convention to replace, by dotted name: `direction.marginDeg`. */
export type Thresholds = ReadonlyMap<string, number>;

/** Parses `key=value,key=value`. @throws AppError `input.invalid` for an unknown key (the keys are listed) and for what is no number. */
export function thresholdsFromOption(text: string): Thresholds {
  const known = thresholdNames(conventions.simsv);
  const thresholds = new Map<string, number>();
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [key = '', value = '', ...more] = entry.split('=').map((part) => part.trim());
    if (!known.includes(key)) {
      throw new AppError('input.invalid', `--thresholds knows no "${key}". There are: ${known.join(', ')}.`);
    }
    if (value === '' || more.length > 0 || !Number.isFinite(Number(value))) {
      throw new AppError('input.invalid', `--thresholds takes ${key}=<number>, not "${entry}".`);
    }
    thresholds.set(key, Number(value));
  }
  return thresholds;
}

/** The name of a convention as `--convention` takes it. @throws AppError `input.invalid` with the names there are. */
export function conventionNameFromOption(text: string): ConventionName {
  if (Object.hasOwn(conventions, text)) return text as ConventionName;
  throw new AppError('input.invalid', `No convention is called "${text}". There are: ${conventionNames.join(', ')}.`);
}

/** A convention with some numbers replaced, the same object for the same name: what formulas remember of a view is kept by convention. */
export function createConventions(thresholds: Thresholds): (name: ConventionName) => Convention {
  const made = new Map<ConventionName, Convention>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const convention = thresholds.size === 0 ? conventions[name] : withThresholds(conventions[name], thresholds);
    made.set(name, convention);
    return convention;
  };
}

/** Dotted names of all numbers of a convention. */
export function thresholdNames(convention: object, prefix = ''): readonly string[] {
  return Object.entries(convention).flatMap(([key, value]) => {
    if (typeof value === 'number') return [`${prefix}${key}`];
    return typeof value === 'object' && value !== null ? thresholdNames(value, `${prefix}${key}.`) : [];
  });
}

function withThresholds<T extends object>(rules: T, thresholds: Thresholds, prefix = ''): T {
  const entries = Object.entries(rules).map(([key, value]) => {
    const name = `${prefix}${key}`;
    if (typeof value === 'number') return [key, thresholds.get(name) ?? value];
    return [key, typeof value === 'object' && value !== null ? withThresholds(value, thresholds, `${name}.`) : value];
  });
  return Object.fromEntries(entries) as T;
}
