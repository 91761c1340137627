import { Table, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemsQuery } from '../../../client/queries.ts';
import classes from './LibraryScreen.module.css';
import { SaveReport } from './SaveReport.tsx';

/** Rows drawn at most; the filter finds the others. */
const maxRows = 200;

/** Everything imports skipped or found suspicious, with file and line. */
export function ProblemReport() {
  const { data } = useQuery(problemsQuery);
  const [text, setText] = useState('');
  const problems = data?.problems ?? [];
  if (problems.length === 0) return null;
  const needle = text.toLowerCase();
  const found = problems.filter((problem) =>
    `${problem.code} ${problem.file ?? ''} ${problem.item ?? ''} ${problem.message}`.toLowerCase().includes(needle),
  );
  return (
    <section className={classes['panel']} aria-label="Problem report">
      <div className={classes['fields']}>
        <h2>
          Problem report <span className="numeric">({problems.length.toLocaleString('en')})</span>
        </h2>
        <TextInput
          aria-label="Filter problems"
          placeholder="Filter"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SaveReport />
      </div>
      <div className={classes['table']}>
        <Table verticalSpacing={5} fz="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>What</Table.Th>
              <Table.Th>Where</Table.Th>
              <Table.Th>Code</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.slice(0, maxRows).map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity and the list never reorders
              <Table.Tr key={index}>
                <Table.Td>{problem.message}</Table.Td>
                <Table.Td className={classes['path'] ?? ''}>
                  {[problem.file, problem.line, problem.item].filter((part) => part !== undefined).join(':')}
                </Table.Td>
                <Table.Td>{problem.code}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {found.length > maxRows && <p>The first {maxRows} are shown; filter to see others.</p>}
    </section>
  );
}
