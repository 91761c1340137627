import { Button, Loader } from '@mantine/core';
import { IconChartBar, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { statisticsQuery } from '../../../client/queries.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Message } from '../../../ui/Message.tsx';
import { strings } from '../../strings/strings.ts';
import { AnswersCard, LettersCard } from './AnswersCard.tsx';
import { AgreementCard, FindingsCard, MarginsCard, ReasonsCard, ScenesCard, TasksCard } from './CountCards.tsx';
import classes from './Dashboard.module.css';
import { PaceCard } from './PaceCard.tsx';
import { ProgressCard } from './ProgressCard.tsx';

const say = strings.lists.dashboard;

/** Where the workspace stands: progress, verdicts, bias, margins, findings, pace, coverage. Every figure opens in Browse what it counts. */
export function DashboardScreen() {
  const [isEach, setEach] = useState(false);
  const { data: statistics, error, isPending } = useQuery(statisticsQuery(isEach ? 'each' : 'together'));
  return (
    <main className={classes['screen']} aria-label={say.title} aria-busy={isPending}>
      <div className={classes['head']}>
        <h1>{say.title}</h1>
        <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => print()}>
          {say.print}
        </Button>
      </div>
      <ErrorNote error={error} />
      {isPending && <Loader size="sm" aria-label={say.title} />}
      {statistics?.questions === 0 && (
        <Message icon={IconChartBar} title={say.empty}>
          {say.emptyText}
        </Message>
      )}
      {statistics !== undefined && statistics.questions > 0 && (
        <div className={classes['grid']}>
          <ProgressCard statistics={statistics} />
          <PaceCard own={statistics.own} others={statistics.others} isEach={isEach} onEach={setEach} />
          <TasksCard tasks={statistics.tasks} />
          <AnswersCard answers={statistics.answers} />
          <LettersCard letters={statistics.letters} />
          <MarginsCard margins={statistics.margins} />
          <FindingsCard findings={statistics.findings} />
          <ReasonsCard reasons={statistics.rejectReasons} />
          <AgreementCard byAgreement={statistics.byAgreement} />
          <ScenesCard scenes={statistics.scenes} />
        </div>
      )}
    </main>
  );
}
