import { memo } from 'react';
import type { Facets } from '../../../../shared/api/index.ts';
import { strings } from '../../strings/strings.ts';
import classes from './FacetPanel.module.css';
import { flagKeys, setList, useList } from './list-store.ts';

const say = strings.lists;

/** Flagged, commented, edited. */
export const FlagFacets = memo(function FlagFacets({ facets }: { readonly facets: Facets | undefined }) {
  const list = useList((state) => state.list);
  return (
    <section className={classes['section']} aria-label={say.marks}>
      <div className={classes['title']}>{say.marks}</div>
      <ul className={classes['values']}>
        {flagKeys.map((key) => (
          <li key={key}>
            <label className={classes['value']}>
              <input
                type="checkbox"
                checked={list[key] === 'true'}
                onChange={() => setList({ [key]: list[key] === 'true' ? undefined : 'true' })}
              />
              <span className={classes['name']}>{say.flags[key]}</span>
              <span className={classes['count']}>{(facets?.[key].find(([value]) => value === 'true')?.[1] ?? 0).toLocaleString('en')}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
});
