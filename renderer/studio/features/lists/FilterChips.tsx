import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { rejectReasonsQuery } from '../../../client/queries.ts';
import { strings } from '../../strings/strings.ts';
import classes from './FilterChips.module.css';
import { marginLabel, valueLabel } from './list-labels.ts';
import { clearFilters, flagKeys, isNarrowed, setList, toggleValue, useList, valueKeys, valuesOf } from './list-store.ts';

const say = strings.lists;

/** What narrows the list, one chip each; a press takes it away. */
export const FilterChips = memo(function FilterChips() {
  const list = useList((state) => state.list);
  const { data: rejectReasons } = useQuery(rejectReasonsQuery);
  if (!isNarrowed(list)) return null;
  const values = valueKeys.flatMap((key) =>
    valuesOf(list, key).map((value) => ({
      id: `${key}=${value}`,
      label: valueLabel(key, value, rejectReasons),
      remove: () => toggleValue(key, value),
    })),
  );
  const flags = flagKeys
    .filter((key) => list[key] !== undefined)
    .map((key) => ({
      id: key,
      label: list[key] === 'true' ? say.flags[key] : say.not(say.flags[key]),
      remove: () => setList({ [key]: undefined }),
    }));
  const hasMargin = list.marginMin !== undefined || list.marginMax !== undefined;
  const margin = hasMargin
    ? [{ id: 'margin', label: marginLabel(list), remove: () => setList({ marginMin: undefined, marginMax: undefined }) }]
    : [];
  const text = list.text === undefined ? [] : [{ id: 'text', label: `“${list.text}”`, remove: () => setList({ text: undefined }) }];
  const chips = [...values, ...flags, ...margin, ...text];
  return (
    <ul className={classes['chips']} aria-label={say.filters}>
      {chips.map(({ id, label, remove }) => (
        <li key={id}>
          <button type="button" className={classes['chip']} aria-label={say.remove(label)} onClick={remove}>
            <span>{label}</span>
            <IconX size={13} aria-hidden />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button type="button" className={classes['chip']} onClick={clearFilters}>
            <span>{say.clear}</span>
          </button>
        </li>
      )}
    </ul>
  );
});
