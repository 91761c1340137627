import { conventionNames } from '../../shared/questions/conventions/index.ts';
import { openQuestionSource } from '../verify/open-source.ts';
import { joinSources, type QuestionSource } from '../verify/question-source.ts';
import { linesFromReport } from '../verify/report-lines.ts';
import { conventionNameFromOption, createConventions, thresholdsFromOption } from '../verify/thresholds.ts';
import { verifyQuestions } from '../verify/verify-questions.ts';
import type { RegisterCommand } from './context.ts';
import { counted } from './reporter.ts';

interface VerifyCommandOptions {
  readonly convention?: string;
  readonly thresholds?: string;
}

/** `sightline verify`: derives every stored answer again. */
export const registerVerify: RegisterCommand = (program, { reporter, signal, finish }) => {
  program
    .command('verify')
    .description(
      'Derives every stored answer again and says which agree, which disagree and which cannot be decided. Reads only; exit code 1 when anything disagrees or cannot be read.',
    )
    .argument('<path...>', 'SIMS-V dataset directories; VSI-Bench releases (test.jsonl with meta_info files) or their question files')
    .option('--convention <name>', `judge by ${conventionNames.join(', ')}, whatever the answers were made with`)
    .option('--thresholds <list>', 'replace numbers of the convention, e.g. distance.minM=0.2,direction.marginDeg=15')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExamples:\n  sightline verify out/demo\n  sightline verify out/demo --convention sightline\n  sightline verify out/demo --thresholds direction.marginDeg=15,distance.minM=0.3\n  sightline verify data/vsibench --json',
    )
    .action(async (paths: string[], options: VerifyCommandOptions) => {
      const thresholds = options.thresholds === undefined ? new Map<string, number>() : thresholdsFromOption(options.thresholds);
      const name = options.convention === undefined ? null : conventionNameFromOption(options.convention);
      const createConvention = createConventions(thresholds);
      const sources: QuestionSource[] = [];
      for (const given of paths) sources.push(await openQuestionSource(given));
      const report = await verifyQuestions(joinSources(sources), {
        conventionFor: (stored) => createConvention(name ?? stored),
        onProgress: ({ done, total, label }) => reporter.progress(`${done}/${total} ${label}`),
        signal,
      });
      const { problems, ...result } = report;
      const isClean = report.disagree === 0 && problems.length === 0;
      for (const line of linesFromReport(report)) reporter.say(line);
      const summary = `${reporter.isJson ? '' : '\n'}${counted(report.questions, 'question')}: ${report.agree} agree, ${report.disagree} disagree, ${report.undecidable} undecidable.`;
      const outcome = reporter.done({ ...result, ok: isClean }, problems, summary);
      finish(isClean ? outcome : { exitCode: 1 });
    });
};
