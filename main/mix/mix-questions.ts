import { existsSync } from 'node:fs';
import { AppError, type Problem } from '../../shared/errors.ts';
import type { Verdict } from '../../shared/model/decision.ts';
import { seededPick, shuffle } from '../../shared/questions/seeded-pick.ts';
import { listShards } from '../store/shards.ts';
import type { Workspace } from '../store/workspace.ts';
import { apportion } from './apportion.ts';
import { drawBalanced } from './draw-balanced.ts';
import { readPool } from './question-pool.ts';
import type { MixRecipe } from './recipes.ts';
import { commonFolder, type DrawnQuestion, writeMix } from './write-mix.ts';

/** What to mix. */
export interface MixOptions {
  readonly recipe: MixRecipe;
  /** Questions in all. */
  readonly size: number;
  readonly seed: number;
  /** File to write; null only counts. */
  readonly out: string | null;
  /** Never `rejected`. */
  readonly verdicts: readonly Exclude<Verdict, 'rejected'>[];
  readonly isDisagreeingExcluded: boolean;
  readonly hasImageToken: boolean;
  readonly hasPrompts: boolean;
}

/** Questions of a task that the recipe asks for and that there are. */
export interface Shortfall {
  readonly wanted: number;
  readonly got: number;
}

/** What was mixed. */
export interface MixReport {
  readonly records: number;
  /** Every task of the recipe, in its order. */
  readonly byType: Readonly<Record<string, number>>;
  /** Only tasks that fell short. */
  readonly shortfall: Readonly<Record<string, Shortfall>>;
  readonly recipe: string;
  /** Left out, because the same wording about the same scene is among the questions already. */
  readonly repeats: number;
  /** Folder that the conversations' `video` paths are relative to. */
  readonly videoFolder: string;
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Draws a training mix from a workspace: every task of the recipe gets its share of `size` (largest remainder), drawn balanced (see {@link drawBalanced}), the same
 * wording about the same scene at most once; edited questions as edited. The order is shuffled. The same workspace, options and seed give the same bytes. A task with
 * too few questions falls short, which is a problem; others do not make up for it.
 *
 * @throws AppError `file.exists`; `file.write-failed`; `shard.changed`; `cancelled`. The file appears whole or not at all.
 */
export async function mixQuestions(
  workspace: Workspace,
  options: MixOptions,
  watch: { readonly signal?: AbortSignal; readonly onProgress?: (done: number, total: number) => void } = {},
): Promise<MixReport> {
  const { recipe, out } = options;
  if (out !== null && existsSync(out)) {
    throw new AppError('file.exists', `${out} exists already and was left alone. Choose another name, or remove it first.`, {
      where: { file: out },
    });
  }
  const shards = listShards(workspace);
  const videoFolder = commonFolder(shards);
  const { drawn, repeats } = drawMix(workspace, options);
  const problems: Problem[] = [];
  const style = { hasImageToken: options.hasImageToken, prompts: options.hasPrompts ? (recipe.prompts ?? {}) : null };
  const written = out === null ? drawn : await writeMix(workspace, drawn, { out, style, shards, videoFolder, problems, ...watch });
  const got = Map.groupBy(written, ({ task }) => task);
  const wanted = new Map<string, number>();
  const counts = apportion(
    recipe.reference.map(({ share }) => share),
    options.size,
  );
  for (const [index, { task }] of recipe.reference.entries()) wanted.set(task, (wanted.get(task) ?? 0) + (counts[index] as number));
  const tasks = [...wanted].map(([task, count]) => ({ task, wanted: count, got: got.get(task)?.length ?? 0 }));
  const short = tasks.filter((row) => row.got < row.wanted);
  const shortfall = Object.fromEntries(short.map((row) => [row.task, { wanted: row.wanted, got: row.got }]));
  return {
    records: written.length,
    byType: Object.fromEntries(tasks.map((row) => [row.task, row.got])),
    shortfall,
    recipe: recipe.name,
    repeats,
    videoFolder,
    notes: recipe.notes ?? [],
    problems: [...problems, ...short.map(shortfallProblem)],
  };
}

function shortfallProblem({ task, wanted, got }: { readonly task: string } & Shortfall): Problem {
  const message = `The recipe asks for ${wanted} questions of this type, and there are only ${got} to draw. The mix is smaller by ${wanted - got}; nothing stands in for them.`;
  return { code: 'mix.shortfall', item: task, message };
}

/** The questions of the mix in their final order. */
function drawMix(
  workspace: Workspace,
  { recipe, size, seed, verdicts, isDisagreeingExcluded }: MixOptions,
): { drawn: DrawnQuestion[]; repeats: number } {
  const tasks = [...new Set(recipe.reference.map(({ task }) => task))];
  const { byTask, repeats } = readPool(workspace, { tasks, verdicts, isDisagreeingExcluded });
  const counts = apportion(
    recipe.reference.map(({ share }) => share),
    size,
  );
  const taken = new Set<number>();
  const drawn = recipe.reference.flatMap(({ task, mode }, index) => {
    const pool = (byTask.get(task) ?? []).filter(({ seq, letter }) => !taken.has(seq) && (mode === 'oe' || letter !== null));
    const questions = drawBalanced(pool, counts[index] as number, seededPick([seed, 'mix', task, mode]));
    for (const { seq } of questions) taken.add(seq);
    return questions.map(({ seq }): DrawnQuestion => ({ seq, task, mode }));
  });
  return { drawn: shuffle(drawn, seededPick([seed, 'mix'])), repeats };
}
