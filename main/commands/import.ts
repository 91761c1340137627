import path from 'node:path';
import { importShards } from '../formats/import-shards.ts';
import { readableFormats, recogniseShards } from '../formats/shard-readers.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import type { RegisterCommand } from './context.ts';
import { counted } from './reporter.ts';

/** `sightline import`: indexes shards into a workspace. */
export const registerImport: RegisterCommand = (program, { reporter, signal, finish }) => {
  program
    .command('import')
    .description('Indexes shards into a workspace (files stay where they are) and lists what is wrong with them.')
    .argument('<path...>', 'shards: dataset directories, files of questions, tars; or logs of decisions, which are merged')
    .requiredOption('--workspace <file>', 'workspace file, made when it does not exist')
    .option('--format <name>', `format of the shards: auto, ${readableFormats.join(', ')}`, 'auto')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample:\n  sightline import out/demo --workspace out/demo.sightline')
    .action(async (paths: string[], options: { workspace: string; format: string }) => {
      // First, so that a wrong path leaves no empty workspace behind.
      const recognised = await recogniseShards(paths, options.format);
      const shards = recognised.map(({ shard, reader, why }) => ({ path: shard, format: reader.format, why }));
      for (const { path: shard, format, why } of shards) reporter.say(`${shard}: read as ${format}: ${why}`);
      const workspace = openWorkspace(path.resolve(options.workspace), { create: true });
      try {
        const { problems, ...counts } = await importShards(
          workspace,
          paths.map((given) => path.resolve(given)),
          {
            signal,
            format: options.format,
            onProgress: ({ stage, done, total, label }) => reporter.progress(`${stage} ${done}/${total} ${label}`),
          },
        );
        const merged =
          counts.decisions === undefined
            ? ''
            : `; ${counted(counts.decisions.added, 'decision')} added, ${counts.decisions.known} known already`;
        const summary = `${counted(counts.questions, 'question')} about ${counted(counts.trajectories, 'trajectory', 'trajectories')} in ${counted(counts.scenes, 'scene')}${merged}: ${options.workspace}`;
        finish(reporter.done({ ...counts, shards }, problems, summary));
      } finally {
        workspace.close();
      }
    });
};
