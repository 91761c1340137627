import type { Convention } from '../convention.ts';

/** Where an instance counts: words that make a wording say so, with a blank in front. Empty where leaving it out is no untruth. */
export function scopeWords(convention: Convention): '' | ' in the space' | ' that the video shows clearly' {
  if (convention.instances === 'all') return ' in the space';
  return convention.minDoubtfulFraction < 1 ? '' : ' that the video shows clearly';
}
