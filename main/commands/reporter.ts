import { type AppError, type Problem, problemFromError } from '../../shared/errors.ts';

/** How a command ended. */
export interface CommandOutcome {
  /** 0 done, 1 finished with problems, 2 bad usage or input, 130 interrupted. */
  readonly exitCode: number;
}

const mostListedProblems = 20;

/** A number with its noun: `1 house`, `3 houses`, `2 trajectories`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

function lineFromProblem(problem: Problem): string {
  const place = [problem.file && (problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`), problem.item]
    .filter(Boolean)
    .join(' ');
  return `  ${problem.code}${place ? ` ${place}` : ''}: ${problem.message}`;
}

/** Says what a command did: one JSON object on stdout with `--json`, else short lines; progress on stderr when it is a terminal. */
export class Reporter {
  readonly isJson: boolean;
  #hasProgress = false;

  constructor(isJson: boolean) {
    this.isJson = isJson;
  }

  /** One line that replaces the last one, on stderr, only for a person watching. */
  progress(line: string): void {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`\r\x1b[K${line}`);
    this.#hasProgress = true;
  }

  /** A line for people; silent with `--json`. */
  say(line: string): void {
    this.#endProgress();
    if (!this.isJson) console.log(line);
  }

  /** Ends a command that ran through: prints result and problems, and chooses the exit code. */
  done(result: Readonly<Record<string, unknown>>, problems: readonly Problem[], summary: string): CommandOutcome {
    this.#endProgress();
    const isClean = problems.length === 0;
    if (this.isJson) console.log(JSON.stringify({ ok: isClean, ...result, problems }));
    else {
      console.log(summary);
      if (!isClean) console.error(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}:`);
      for (const problem of problems.slice(0, mostListedProblems)) console.error(lineFromProblem(problem));
      if (problems.length > mostListedProblems) console.error(`  … and ${problems.length - mostListedProblems} more (--json lists all)`);
    }
    return { exitCode: isClean ? 0 : 1 };
  }

  /** Ends a command that was called wrongly; commander has said so to people already. */
  misused(message: string): CommandOutcome {
    if (this.isJson) console.log(JSON.stringify({ ok: false, problems: [{ code: 'input.invalid', message }] }));
    return { exitCode: 2 };
  }

  /** Ends a command whose input was wrong (nothing was written), or which met something nobody expected (exit code 1). */
  failed(error: AppError, exitCode = 2): CommandOutcome {
    this.#endProgress();
    const problem = problemFromError(error);
    if (this.isJson) console.log(JSON.stringify({ ok: false, problems: [problem] }));
    const place = [problem.file, problem.line].filter((part) => part !== undefined).join(':');
    console.error(`sightline: ${place && !error.message.includes(place) ? `${place}: ` : ''}${error.message} [${error.code}]`);
    return { exitCode };
  }

  /** Ends a command stopped by Ctrl+C. */
  interrupted(): CommandOutcome {
    this.#endProgress();
    if (this.isJson) console.log(JSON.stringify({ ok: false, problems: [{ code: 'cancelled', message: 'Interrupted.' }] }));
    console.error('Interrupted. What was finished is kept; run the same command again to continue.');
    return { exitCode: 130 };
  }

  #endProgress(): void {
    if (this.#hasProgress) process.stderr.write('\r\x1b[K');
    this.#hasProgress = false;
  }
}
