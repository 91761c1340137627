import type { OptionsFilter } from '@mantine/core';

/** Options drawn at most: presence questions offer hundreds of names, and drawing them all would cost more than the answer. */
const shownAtMost = 80;

/** The options that contain what is typed; of too many the first, and how many more there are. */
export const narrowOptions: OptionsFilter = ({ options, search }) => {
  const wanted = search.trim().toLowerCase();
  const found = options.filter((option) => 'value' in option && option.label.toLowerCase().includes(wanted));
  if (found.length <= shownAtMost) return found;
  const label = `${found.length - shownAtMost} more: type to find them`;
  return [...found.slice(0, shownAtMost), { value: '', label, disabled: true }];
};
