import { Table } from '@mantine/core';
import type { Problem } from '../../../../shared/errors.ts';
import classes from './GenerateScreen.module.css';

/** What failed or is to be known, each with its reason. */
export function RunProblems({ problems, count }: { readonly problems: readonly Problem[]; readonly count: number }) {
  return (
    <section className={classes['problems']} aria-label="Problems of the run">
      <h3>
        Problems <span className="numeric">({count.toLocaleString('en')})</span>
      </h3>
      <Table verticalSpacing={5} fz="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>House</Table.Th>
            <Table.Th>What</Table.Th>
            <Table.Th>Code</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {problems.map(({ item, file, line, message, code }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity and only grow at the end
            <Table.Tr key={index}>
              <Table.Td className={classes['path'] ?? ''}>{[item, file, line].filter((part) => part !== undefined).join(' ')}</Table.Td>
              <Table.Td>{message}</Table.Td>
              <Table.Td className={classes['path'] ?? ''}>{code}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count > problems.length && <p>The first {problems.length} are shown; all are in generation_logs/outcomes.jsonl.</p>}
    </section>
  );
}
