import { Button, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo, useId, useState } from 'react';
import { splitList } from '../../../../shared/api/list-values.ts';
import { rejectReasonsQuery } from '../../../client/queries.ts';
import { strings } from '../../strings/strings.ts';
import classes from './FacetPanel.module.css';
import { valueLabel } from './list-labels.ts';
import { toggleValue, useList, type ValueKey } from './list-store.ts';

const shownAtFirst = 7;
const shownAtMost = 60;
const say = strings.lists;

/** The values of one part of the filter, most frequent first; chosen ones stay in sight. */
export const FacetSection = memo(function FacetSection(props: {
  readonly name: ValueKey;
  readonly counts: readonly (readonly [string, number])[];
  readonly isFolded: boolean;
}) {
  const { name, counts } = props;
  const chosen = splitList(useList((state) => state.list[name]) ?? '');
  const { data: rejectReasons } = useQuery(rejectReasonsQuery);
  const [isOpen, setOpen] = useState(!props.isFolded);
  const [isWhole, setWhole] = useState(false);
  const [sought, setSought] = useState('');
  const id = useId();
  const labelled = withChosen(counts, chosen).map(([value, count]) => ({
    value,
    count,
    label: valueLabel(name, value, rejectReasons),
  }));
  const fitting = labelled.filter(({ label }) => label.toLowerCase().includes(sought.trim().toLowerCase()));
  const shown = fitting.slice(0, isWhole || sought !== '' ? shownAtMost : shownAtFirst);
  const title = say.sections[name];
  return (
    <section className={classes['section']} aria-label={title}>
      <button type="button" className={classes['title']} aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        {title}
        {chosen.length > 0 && <span className={classes['chosen']}>{chosen.length}</span>}
      </button>
      {isOpen && (
        <div id={id}>
          {labelled.length > shownAtFirst && (isWhole || labelled.length > 20) && (
            <TextInput
              className={classes['find'] ?? ''}
              aria-label={say.find(title)}
              placeholder={say.searchShort}
              value={sought}
              onChange={(event) => setSought(event.currentTarget.value)}
            />
          )}
          {shown.length === 0 && <p className={classes['none']}>{say.noValue}</p>}
          <ul className={classes['values']}>
            {shown.map(({ value, count, label }) => (
              <li key={value}>
                <label className={classes['value']} title={label}>
                  <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggleValue(name, value)} />
                  <span className={classes['name']}>{label}</span>
                  <span className={classes['count']}>{count.toLocaleString('en')}</span>
                </label>
              </li>
            ))}
          </ul>
          {(fitting.length > shown.length || isWhole) && sought === '' && (
            <Button variant="subtle" size="compact-xs" className={classes['more'] ?? ''} onClick={() => setWhole(!isWhole)}>
              {isWhole ? say.fewer : say.more(fitting.length - shown.length)}
            </Button>
          )}
        </div>
      )}
    </section>
  );
});

/** The counts with every chosen value, even one that nothing is left of. */
function withChosen(counts: readonly (readonly [string, number])[], chosen: readonly string[]): (readonly [string, number])[] {
  const known = new Set(counts.map(([value]) => value));
  return [...chosen.filter((value) => !known.has(value)).map((value) => [value, 0] as const), ...counts];
}
