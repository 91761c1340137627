import { Select } from '@mantine/core';
import { useState } from 'react';
import type { Statistics } from '../../../../shared/api/index.ts';
import { strings } from '../../strings/strings.ts';
import { shortTaskName } from '../question/task-name.ts';
import { Bars } from './Bars.tsx';
import { ChartCard } from './ChartCard.tsx';

const say = strings.lists.dashboard;
const series = [
  { name: 'stored', label: say.stored, color: 'var(--text-faint)' },
  { name: 'current', label: say.current, color: 'var(--accent)' },
];

/** The answers of one type, as the shards have them and as they stand: where a model could guess, and whether the review made it better or worse. */
export function AnswersCard({ answers }: { readonly answers: Statistics['answers'] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = answers.find(({ task }) => task === chosen) ?? answers[0];
  const values = shown?.values ?? [];
  const listOf = (value: string) => ({ task: shown?.task ?? '', text: value });
  const others =
    shown === undefined || shown.others.stored + shown.others.current === 0
      ? []
      : [{ cells: [say.others, shown.others.stored, shown.others.current] }];
  return (
    <ChartCard
      title={say.answers}
      text={say.answersText}
      heads={[say.answer, say.stored, say.current]}
      rows={[...values.map(({ value, stored, current }) => ({ cells: [value, stored, current], list: listOf(value) })), ...others]}
      controls={
        <Select
          aria-label={say.type}
          w={190}
          allowDeselect={false}
          value={shown?.task ?? null}
          data={answers.map(({ task }) => ({ value: task, label: shortTaskName(task) }))}
          onChange={setChosen}
        />
      }
    >
      <Bars
        isLying
        bars={values.map(({ value, stored, current }) => ({ name: value, stored, current, list: listOf(value) }))}
        series={series}
      />
    </ChartCard>
  );
}

/** Which letter is right how often. */
export function LettersCard({ letters }: { readonly letters: Statistics['letters'] }) {
  return (
    <ChartCard
      title={say.letters}
      text={say.answersText}
      heads={[say.letter, say.stored, say.current]}
      rows={letters.map(({ value, stored, current }) => ({ cells: [value, stored, current] }))}
    >
      <Bars bars={letters.map(({ value, stored, current }) => ({ name: value, stored, current }))} series={series} />
    </ChartCard>
  );
}
