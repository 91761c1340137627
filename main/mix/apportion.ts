/**
 * Shares of a whole as whole numbers, by largest remainder: each is its exact share rounded down or up, and together they are `size`. Of equal
 * remainders the first ones are rounded up.
 *
 * @param shares - positive, in any unit.
 */
export function apportion(shares: readonly number[], size: number): number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const quotas = shares.map((share) => (size * share) / whole);
  const counts = quotas.map(Math.floor);
  const byRemainder = quotas.map((quota, index) => ({ index, remainder: quota - Math.floor(quota) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const left = size - counts.reduce((sum, count) => sum + count, 0);
  for (const { index } of byRemainder.slice(0, left)) counts[index] = (counts[index] as number) + 1;
  return counts;
}
