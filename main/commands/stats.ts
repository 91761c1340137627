import path from 'node:path';
import type { Statistics } from '../../shared/api/index.ts';
import { verdicts } from '../../shared/model/decision.ts';
import { defaultDataDir } from '../data-dir.ts';
import { UserFiles } from '../library/user-files.ts';
import { computeStatistics } from '../statistics/compute-statistics.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import { reviewerOf } from '../store/settings.ts';
import type { RegisterCommand } from './context.ts';
import type { Reporter } from './reporter.ts';

/** `sightline stats`: where a workspace stands. */
export const registerStats: RegisterCommand = (program, { reporter, finish }) => {
  program
    .command('stats')
    .description(
      'Says where a workspace stands: verdicts, reasons, margins, findings, answer bias, pace. The Dashboard shows the same figures.',
    )
    .requiredOption('--workspace <file>', 'workspace to read')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExamples:\n  sightline stats --workspace out/demo.sightline\n  sightline stats --workspace out/demo.sightline --json | jq .byVerdict',
    )
    .action((options: { readonly workspace: string }) => {
      const workspace = openWorkspace(path.resolve(options.workspace), { create: false });
      try {
        const statistics = computeStatistics(workspace, {
          reviewer: reviewerOf(workspace),
          areOthersNamed: false,
          closeCallScore: new UserFiles(defaultDataDir()).settings().closeCall.score,
        });
        sayTables(reporter, statistics);
        finish(reporter.done({ ...statistics }, [], `${count(statistics.reviewed)} of ${count(statistics.questions)} questions reviewed.`));
      } finally {
        workspace.close();
      }
    });
};

function count(value: number): string {
  return value.toLocaleString('en');
}

function sayTables(reporter: Reporter, statistics: Statistics): void {
  const wide = Math.max(4, ...statistics.tasks.map(({ task }) => task.length));
  reporter.say(`${'type'.padEnd(wide)} ${verdicts.map((verdict) => verdict.padStart(10)).join('')}`);
  for (const { task, byVerdict } of statistics.tasks) {
    reporter.say(`${task.padEnd(wide)} ${verdicts.map((verdict) => count(byVerdict[verdict]).padStart(10)).join('')}`);
  }
  const lines = (title: string, rows: readonly (readonly [string, number])[]) => {
    if (rows.length === 0) return;
    reporter.say(`\n${title}`);
    for (const [name, value] of rows) reporter.say(`  ${count(value).padStart(9)}  ${name}`);
  };
  lines('stored answers', Object.entries(statistics.byAgreement));
  lines(
    'findings',
    statistics.findings.map(({ finding, count: found }) => [finding, found]),
  );
  lines(
    'rejected because',
    statistics.rejectReasons.map(({ label, count: found }) => [label, found]),
  );
  lines(
    'right letters',
    statistics.letters.map(({ value, stored, current }) => [`${value} (${count(current)} kept)`, stored]),
  );
  lines(
    'margin scores',
    statistics.margins.map((found, tenth) => [`${tenth / 10} to ${(tenth + 1) / 10}`, found]),
  );
  const { own } = statistics;
  if (own.medianMs !== null)
    reporter.say(`\n${own.reviewer}: ${count(own.decisions)} decisions, median ${(own.medianMs / 1000).toFixed(1)} s\n`);
}
