import type { Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import type { CommandOutcome, Reporter } from './reporter.ts';

/** What every command gets: where to report, when to stop, and how to end. */
export interface CommandContext {
  readonly reporter: Reporter;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  finish(outcome: CommandOutcome): void;
}

/** Adds one command to the program. */
export type RegisterCommand = (program: Command, context: CommandContext) => void;

/** Parses a whole number of an option within [min, max]; anything else is `input.invalid`. */
export function integerOption(name: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new AppError('input.invalid', `--${name} takes a whole number from ${min} to ${max}, not "${text}".`);
  };
}
