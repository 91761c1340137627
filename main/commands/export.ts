import path from 'node:path';
import { answerModes, exportFormats, exportRequestSchema } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { verdicts } from '../../shared/model/decision.ts';
import { exportShard } from '../formats/export-shard.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import type { RegisterCommand } from './context.ts';
import { counted } from './reporter.ts';

interface ExportOptions {
  readonly workspace: string;
  readonly format: string;
  readonly out: string;
  readonly verdict?: string;
  readonly answerMode: string;
}

/** `sightline export`: writes the reviewed questions. */
export const registerExport: RegisterCommand = (program, { reporter, signal, finish }) => {
  program
    .command('export')
    .description(
      'Writes corrected shards: edited questions changed, rejected ones left out, every other record byte for byte as it was. simsv holds the question files alone, to lay over the dataset they came from.',
    )
    .requiredOption('--workspace <file>', 'workspace to read')
    .requiredOption('--format <name>', exportFormats.join(', '))
    .requiredOption(
      '--out <path>',
      'directory (simsv) or file (every other format) to write; must not exist. Files are known again by their ending: .jsonl, .tar (webdataset), .parquet, .csv',
    )
    .option('--verdict <list>', `only these verdicts, comma-separated (${verdicts.join(', ')}); default: all but rejected`)
    .option('--answer-mode <mode>', `conversations and parquet: ${answerModes.join(', ')}`, 'mc')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExamples:\n  sightline export --workspace out/demo.sightline --format simsv --out out/corrected\n  sightline export --workspace out/demo.sightline --format conversations --answer-mode oe --verdict approved,edited --out out/train.jsonl',
    )
    .action(async (options: ExportOptions) => {
      const request = exportRequestSchema.safeParse({
        format: options.format,
        out: path.resolve(options.out),
        answerMode: options.answerMode,
        ...(options.verdict === undefined ? {} : { verdicts: options.verdict.split(',').map((verdict) => verdict.trim()) }),
      });
      if (!request.success) {
        const issue = request.error.issues[0];
        throw new AppError('input.invalid', `Option ${String(issue?.path[0] ?? '')}: ${issue?.message}.`);
      }
      const workspace = openWorkspace(path.resolve(options.workspace), { create: false });
      try {
        const { problems, ...counts } = await exportShard(workspace, request.data, {
          signal,
          onProgress: ({ done, total }) => reporter.progress(`${done}/${total} records`),
        });
        finish(reporter.done(counts, problems, `${counted(counts.records, 'record')} in ${counted(counts.files, 'file')}: ${options.out}`));
      } finally {
        workspace.close();
      }
    });
};
