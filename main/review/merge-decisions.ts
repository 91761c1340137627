import { open } from 'node:fs/promises';
import { z } from 'zod';
import { agreements, questionContentSchema } from '../../shared/api/question-schemas.ts';
import { AppError, type Problem } from '../../shared/errors.ts';
import { type Decision, decisionSchema } from '../../shared/model/decision.ts';
import { parseUntrustedJson } from '../formats/parse-untrusted-json.ts';
import { type PlacedLine, readLineBatches } from '../formats/read-line-batches.ts';
import { appendDecision, decisionsOfQuestion, decisionsWith } from '../store/decisions.ts';
import { findQuestionRecord, type QuestionRecord, saveQuestionState } from '../store/questions.ts';
import type { Workspace } from '../store/workspace.ts';
import { traceDecisions } from './decision-trace.ts';
import { foldDecisions } from './fold-decisions.ts';

/** What a merge did. */
export interface MergedDecisions {
  readonly added: number;
  /** In the workspace already. */
  readonly known: number;
  /** About questions that the workspace does not hold; they are left out. */
  readonly unknown: number;
  readonly problems: readonly Problem[];
}

const outcomeSchema = z.object({
  content: questionContentSchema,
  contentHash: z.string(),
  agreement: z.enum(agreements),
  marginScore: z.number().nullable(),
  recordFields: z.record(z.string(), z.unknown()),
  listing: z.object({ findings: z.array(z.string()), objects: z.array(z.string()), rooms: z.array(z.string()) }).optional(),
});
const clockPattern = /^\d{15}-\d{6}-[\w-]{1,64}$/;
/** The year 3000. Our own readings follow the latest one in the log, and must still find room behind it. */
const latestClockMs = 32_503_680_000_000;
const mostProblems = 100;

/**
 * Adds the decisions of a log (`export --format decisions`) to a workspace: a set union by id, so the order of merges does not matter and nothing counts twice.
 * Decisions about questions that are not here are counted and reported; a line that is none is a problem, and the rest goes on. Each batch is one transaction.
 *
 * @throws AppError `file.unreadable`, `cancelled` (batches merged so far stay; merging again goes on).
 */
export async function mergeDecisions(
  workspace: Workspace,
  file: string,
  options: { readonly signal: AbortSignal },
): Promise<MergedDecisions> {
  const handle = await open(file).catch((cause: Error) => {
    throw new AppError('file.unreadable', `${file} cannot be read: ${cause.message}.`, { where: { file }, cause });
  });
  const merge = new Merge(workspace, file);
  try {
    for await (const batch of readLineBatches(handle)) {
      if (options.signal.aborted)
        throw new AppError('cancelled', 'The import was interrupted. Decisions merged so far are kept; import again to continue.');
      merge.take(batch);
    }
  } finally {
    await handle.close();
  }
  return merge.result();
}

class Merge {
  readonly #workspace: Workspace;
  readonly #file: string;
  readonly #problems: Problem[] = [];
  readonly #unknown = new Set<string>();
  #added = 0;
  #known = 0;
  #unknownCount = 0;

  constructor(workspace: Workspace, file: string) {
    this.#workspace = workspace;
    this.#file = file;
  }

  take(lines: readonly PlacedLine[]): void {
    const placed = lines.flatMap((line) => this.#decisionFrom(line));
    this.#workspace.transact(() => {
      const decisions = placed.map(({ decision }) => decision);
      const known = new Set(decisionsWith(this.#workspace, 'id', decisions));
      const clocks = new Set(decisionsWith(this.#workspace, 'clock', decisions));
      const touched = new Map<string, QuestionRecord>();
      for (const { decision, line } of placed) {
        if (known.has(decision.id)) this.#known += 1;
        else if (this.#isUnknown(decision, touched)) this.#unknownCount += 1;
        else if (clocks.has(decision.clock)) this.#refuse(line, 'another decision has its clock');
        else {
          appendDecision(this.#workspace, decision);
          this.#added += 1;
          known.add(decision.id);
          clocks.add(decision.clock);
        }
      }
      for (const question of touched.values()) this.#refresh(question);
    });
  }

  result(): MergedDecisions {
    const [first] = this.#unknown;
    if (first !== undefined) {
      const message = `${this.#unknownCount} decisions are about ${this.#unknown.size} questions that this workspace does not hold (the first is ${first}). They were left out: import their shard, then these decisions again.`;
      this.#problems.push({ code: 'not-found', file: this.#file, message });
    }
    return { added: this.#added, known: this.#known, unknown: this.#unknownCount, problems: this.#problems };
  }

  /** Whether the workspace does not hold its question; one that it holds is remembered as touched. */
  #isUnknown({ questionId }: Decision, touched: Map<string, QuestionRecord>): boolean {
    const question = touched.get(questionId) ?? findQuestionRecord(this.#workspace, questionId);
    if (question === null) this.#unknown.add(questionId);
    else touched.set(questionId, question);
    return question === null;
  }

  #refresh(question: QuestionRecord): void {
    const history = decisionsOfQuestion(this.#workspace, question.id);
    const { contentHash } = question;
    saveQuestionState(this.#workspace, question, foldDecisions(contentHash, history), traceDecisions(contentHash, history));
  }

  #decisionFrom({ bytes, line }: PlacedLine): { readonly decision: Decision; readonly line: number }[] {
    try {
      if (bytes === null) throw new Error('it is too long');
      const decision = decisionSchema.parse(parseUntrustedJson(bytes));
      const why = whyUnusable(decision);
      if (why !== null) throw new Error(why);
      return [{ decision, line }];
    } catch (error) {
      const why =
        error instanceof z.ZodError ? `at ${error.issues[0]?.path.join('.')}, ${error.issues[0]?.message}` : (error as Error).message;
      this.#refuse(line, why);
      return [];
    }
  }

  #refuse(line: number, why: string): void {
    const message = `The line is no decision: ${why}. It is left out.`;
    if (this.#problems.length < mostProblems) this.#problems.push({ code: 'file.malformed', file: this.#file, line, message });
  }
}

/** What would break a replay of the log; null where nothing does. */
function whyUnusable({ operation, payload, clock }: Decision): string | null {
  if (!clockPattern.test(clock)) return 'its clock is not in the form of one';
  if (Number(clock.slice(0, 15)) >= latestClockMs) return 'its clock is centuries ahead';
  if (operation === 'edit' && !outcomeSchema.safeParse(payload['outcome']).success) return 'its edit has no whole outcome';
  if ((operation === 'undo' || operation === 'redo') && typeof payload['decisionId'] !== 'string')
    return `its ${operation} names no decision`;
  return null;
}
