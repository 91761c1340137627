import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { Facets } from '../../../../shared/api/index.ts';
import { facetsQuery } from '../../../client/queries.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { strings } from '../../strings/strings.ts';
import classes from './FacetPanel.module.css';
import { FacetSection } from './FacetSection.tsx';
import { FlagFacets } from './FlagFacets.tsx';
import { filterOf, useList, valueKeys } from './list-store.ts';
import { MarginFacet } from './MarginFacet.tsx';

/** Sections that begin folded: long ones, and those that concern what was decided. */
const foldedAtFirst: readonly string[] = ['object', 'room', 'scene', 'reviewer', 'reason'];

/** Every way to narrow the list, with what each choice would leave. */
export const FacetPanel = memo(function FacetPanel() {
  const list = useList((state) => state.list);
  const { data: facets, error } = useQuery(facetsQuery(filterOf(list)));
  return (
    <div className={classes['panel']}>
      <ErrorNote error={error} />
      {valueKeys.map((key) => (
        <FacetSection key={key} name={key} counts={facets?.[key] ?? noCounts} isFolded={foldedAtFirst.includes(key)} />
      ))}
      <MarginFacet tenths={facets?.margin ?? noTenths} />
      <FlagFacets facets={facets} />
      <IndexNote facets={facets} />
    </div>
  );
});

const noCounts: Facets['task'] = [];
const noTenths: readonly number[] = [];

function IndexNote({ facets }: { readonly facets: Facets | undefined }) {
  if (facets === undefined || facets.textIndex.done >= facets.textIndex.total) return null;
  return <p className={classes['none']}>{strings.lists.indexing(Math.floor((100 * facets.textIndex.done) / facets.textIndex.total))}</p>;
}
