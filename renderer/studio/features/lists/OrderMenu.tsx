import { NumberInput, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { type Facets, type QueueOrder, queueOrders } from '../../../../shared/api/index.ts';
import { facetsQuery } from '../../../client/queries.ts';
import { strings } from '../../strings/strings.ts';
import { orderOf } from './list-labels.ts';
import { filterOf, setList, useList } from './list-store.ts';

const say = strings.lists;
/** Orders of the queue; the table's columns offer the others. */
const offered: readonly QueueOrder[] = ['shard', 'margin', 'severity', 'disagreement', 'random', 'changed'];

const hasDisagreementOf = ({ hasDisagreement }: Facets) => hasDisagreement;

/** The order of the list, its seed where it is drawn, and undecided questions first. */
export const OrderMenu = memo(function OrderMenu() {
  const list = useList((state) => state.list);
  const order = orderOf(list);
  const { data: hasDisagreement } = useQuery({ ...facetsQuery(filterOf(list)), select: hasDisagreementOf });
  const orders = queueOrders.filter(
    (each) => each === order || (offered.includes(each) && (each !== 'disagreement' || hasDisagreement === true)),
  );
  return (
    <>
      <div style={{ display: 'flex', gap: 6 }}>
        <Select
          style={{ flex: 1 }}
          aria-label={say.order}
          allowDeselect={false}
          value={order}
          data={orders.map((value) => ({ value, label: say.orders[value] }))}
          onChange={(value) => value !== null && setList({ order: value === 'shard' ? undefined : value, reverse: undefined })}
        />
        {order === 'random' && (
          <NumberInput
            size="xs"
            w={76}
            aria-label={say.seed}
            min={0}
            max={0xffff_ffff}
            allowDecimal={false}
            value={Number(list.seed ?? 1)}
            onChange={(seed) => typeof seed === 'number' && setList({ seed: String(seed) })}
          />
        )}
      </div>
      <Switch
        size="xs"
        label={say.undecidedFirst}
        checked={list.undecidedFirst === 'true'}
        onChange={(event) => setList({ undecidedFirst: event.currentTarget.checked ? 'true' : undefined })}
      />
    </>
  );
});
