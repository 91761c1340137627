import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { importShards, recogniseShards } from '../formats/import-shards.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import type { RegisterCommand } from './context.ts';
import { counted } from './reporter.ts';

/** `sightline import`: indexes shards into a workspace. */
export const registerImport: RegisterCommand = (program, { reporter, signal, finish }) => {
  program
    .command('import')
    .description('Indexes shards into a workspace (files stay where they are) and lists what is wrong with them.')
    .argument('<path...>', 'shards: SIMS-V dataset directories')
    .requiredOption('--workspace <file>', 'workspace file, made when it does not exist')
    .option('--format <name>', 'format of the shards: auto or simsv', 'auto')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample:\n  sightline import out/demo --workspace out/demo.sightline')
    .action(async (paths: string[], options: { workspace: string; format: string }) => {
      if (!['auto', 'simsv'].includes(options.format)) {
        throw new AppError('not-yet', `Format "${options.format}" is not read yet. There are: auto, simsv.`);
      }
      // First, so that a wrong path leaves no empty workspace behind.
      await recogniseShards(paths.map((given) => path.resolve(given)));
      const workspace = openWorkspace(path.resolve(options.workspace), { create: true });
      try {
        const { problems, ...counts } = await importShards(
          workspace,
          paths.map((given) => path.resolve(given)),
          { signal, onProgress: ({ done, total, label }) => reporter.progress(`${done}/${total} ${label}`) },
        );
        const summary = `${counted(counts.questions, 'question')} about ${counted(counts.trajectories, 'trajectory', 'trajectories')} in ${counted(counts.scenes, 'scene')}: ${options.workspace}`;
        finish(reporter.done(counts, problems, summary));
      } finally {
        workspace.close();
      }
    });
};
