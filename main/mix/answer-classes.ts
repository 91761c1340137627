import type { PoolQuestion } from './question-pool.ts';

const binCount = 10;

/**
 * The kind of answer that each question of one task has, for balancing: a number's bin between the deciles of all (equal numbers share a bin), the
 * letter where answers are orders of several names (hardly any of them comes twice), else the answer's text.
 */
export function answerClasses(questions: readonly PoolQuestion[]): ReadonlyMap<PoolQuestion, string> {
  const numbers = questions.map(({ answer }) => (answer.trim() === '' ? Number.NaN : Number(answer)));
  if (numbers.every(Number.isFinite)) {
    const cuts = decileCuts(numbers);
    return new Map(questions.map((question, index) => [question, `${cuts.filter((cut) => cut <= (numbers[index] as number)).length}`]));
  }
  return new Map(questions.map((question) => [question, textClass(question)]));
}

function textClass({ answer, letter }: PoolQuestion): string {
  return answer.includes(',') && letter !== null ? letter : answer.trim().toLowerCase();
}

/** Nine values that part the numbers into ten bins, as evenly as equal numbers allow. */
function decileCuts(numbers: readonly number[]): number[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  return Array.from({ length: binCount - 1 }, (_, bin) => sorted[Math.floor((sorted.length * (bin + 1)) / binCount)] ?? 0);
}
