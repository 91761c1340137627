import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo, useRef } from 'react';
import { agreements } from '../../../../shared/api/index.ts';
import { verdicts } from '../../../../shared/model/decision.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { agreementLabels, verdictLooks } from '../../../ui/verdict-look.ts';
import { useCommands } from '../../key-dispatch.ts';
import { ariaKey, keyLabel } from '../../keys.ts';
import { shortTaskName } from '../question/task-name.ts';
import classes from './QueuePanel.module.css';
import { type QueueChoice, useQueueChoice } from './queue-store.ts';

/** Search, type, verdict or flag, and order. */
export const QueueFilters = memo(function QueueFilters() {
  const choice = useQueueChoice();
  const { data: workspace } = useQuery(workspaceQuery);
  const search = useRef<HTMLInputElement>(null);
  useCommands({ search: () => search.current?.select() });
  const set = (part: Partial<QueueChoice>) => useQueueChoice.setState(part);
  const tasks = Object.entries(workspace?.byTask ?? {}).sort(([a], [b]) => shortTaskName(a).localeCompare(shortTaskName(b)));
  return (
    <search className={classes['filters']} aria-label="Filter the queue">
      <TextInput
        ref={search}
        aria-label="Search question or answer"
        aria-keyshortcuts={ariaKey('search')}
        placeholder="Search"
        value={choice.text}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={choice.text === '' ? <KeyCap label={keyLabel('search')} /> : null}
        onChange={(event) => set({ text: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <div className={classes['pair']}>
        <Select
          aria-label="Question type"
          placeholder="All types"
          clearable
          searchable={tasks.length > 10}
          value={choice.task}
          data={tasks.map(([task, count]) => ({ value: task, label: `${shortTaskName(task)} (${count})` }))}
          comboboxProps={{ width: 260, position: 'bottom-start' }}
          onChange={(task) => set({ task })}
        />
        <Select
          aria-label="Verdict, flag or agreement"
          placeholder="All verdicts"
          clearable
          value={choice.show}
          data={[
            ...verdicts.map((verdict) => ({
              value: verdict,
              label: `${verdictLooks[verdict].label} (${workspace?.byVerdict[verdict] ?? 0})`,
            })),
            { value: 'flagged', label: 'Flagged' },
            { group: 'Stored answer', items: agreements.map((value) => ({ value, label: agreementLabels[value] })) },
          ]}
          comboboxProps={{ width: 180, position: 'bottom-end' }}
          onChange={(show) => set({ show: show as QueueChoice['show'] })}
        />
      </div>
      <SegmentedControl
        aria-label="Order"
        fullWidth
        value={choice.order}
        data={[
          { value: 'shard', label: 'Shard order' },
          { value: 'margin', label: 'Closest calls first' },
        ]}
        onChange={(order) => set({ order: order as QueueChoice['order'] })}
      />
    </search>
  );
});
