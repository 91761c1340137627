import { Command, CommanderError } from 'commander';
import { AppError } from '../shared/errors.ts';
import { registerAsk } from './commands/ask.ts';
import { registerExport } from './commands/export.ts';
import { registerGenerate } from './commands/generate.ts';
import { registerImport } from './commands/import.ts';
import { registerMix } from './commands/mix.ts';
import { registerOpen } from './commands/open.ts';
import { type CommandOutcome, Reporter } from './commands/reporter.ts';
import { registerServe } from './commands/serve.ts';
import { registerStats } from './commands/stats.ts';
import { registerVerify } from './commands/verify.ts';
import { toolVersion } from './tool-version.ts';

/**
 * Runs the `sightline` command.
 *
 * @returns the exit code: 0 done, 1 finished with problems, 2 bad usage or input, 130 interrupted.
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const interrupt = new AbortController();
  const onSignal = () => {
    // A second Ctrl+C does not wait for the tidy end.
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  // A reader that leaves early (`… | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const reporter = new Reporter(argv.includes('--json'));
  let outcome: CommandOutcome = { exitCode: 0 };
  const finish = (result: CommandOutcome) => {
    outcome = result;
  };
  const program = new Command('sightline')
    .description('Makes and reviews spatial video question-answer shards.')
    .version(toolVersion)
    .exitOverride()
    .showHelpAfterError('(run the command with --help for its options and examples)');
  const context = { reporter, signal: interrupt.signal, finish };
  for (const register of [
    registerOpen,
    registerServe,
    registerGenerate,
    registerAsk,
    registerImport,
    registerVerify,
    registerExport,
    registerStats,
    registerMix,
  ])
    register(program, context);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      outcome = reporter.misused(error.message.replace(/^error: /, ''));
    } else if (interrupt.signal.aborted) outcome = reporter.interrupted();
    else if (error instanceof AppError) outcome = reporter.failed(error);
    else
      outcome = reporter.failed(
        new AppError('internal', `Something unexpected went wrong: ${(error as Error).message}`, { cause: error }),
        1,
      );
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
  return outcome.exitCode;
}
