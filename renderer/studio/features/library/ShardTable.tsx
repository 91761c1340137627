import { Table } from '@mantine/core';
import { IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import classes from './LibraryScreen.module.css';
import { RelinkShard } from './RelinkShard.tsx';

/** The shards of the workspace and whether their files are still there. */
export function ShardTable({ shards }: { readonly shards: WorkspaceSummary['shards'] }) {
  return (
    <section className={classes['panel']} aria-label="Shards">
      <h2>Shards</h2>
      <Table verticalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Path</Table.Th>
            <Table.Th>Format</Table.Th>
            <Table.Th>Convention</Table.Th>
            <Table.Th>Files</Table.Th>
            <Table.Th ta="right">Problems</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shards.map((shard) => (
            <Table.Tr key={shard.id}>
              <Table.Td className={classes['path'] ?? ''}>{shard.path}</Table.Td>
              <Table.Td>{shard.format}</Table.Td>
              <Table.Td>{shard.convention}</Table.Td>
              <Table.Td>
                {shard.isReachable ? <IconCircleCheck size={14} aria-hidden /> : <IconPlugConnectedX size={14} aria-hidden />}{' '}
                {shard.isReachable ? 'in place' : 'not found'} {!shard.isReachable && <RelinkShard id={shard.id} path={shard.path} />}
              </Table.Td>
              <Table.Td ta="right" className="numeric">
                {shard.problems}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
