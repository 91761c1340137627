import { Button, Checkbox, Chip, Group, Progress, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { answerModes, ExportRequest, exportFormats, RouteRequest } from '../../../../shared/api/index.ts';
import { type Verdict, verdicts } from '../../../../shared/model/decision.ts';
import { callRoute } from '../../../client/call-route.ts';
import { listenToEvents } from '../../../client/event-stream.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import { countOf } from '../../../ui/count-of.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { verdictLooks } from '../../../ui/verdict-look.ts';
import { type RowSelection, selectionInput, useSelection } from '../browse/selection.ts';
import { useList } from '../lists/list-store.ts';
import classes from './ExportForm.module.css';
import { SaveTarget } from './SaveTarget.tsx';

const formatLooks: Readonly<
  Record<(typeof exportFormats)[number], { readonly label: string; readonly says: string; readonly suggested: string }>
> = {
  simsv: {
    label: 'SIMS-V folder',
    says: 'Question files in the layout they came in; records nobody touched stay byte for byte. Of other formats only the questions.',
    suggested: 'reviewed',
  },
  conversations: {
    label: 'Conversations',
    says: 'Training conversations, one question each; those that were imported keep every byte that no edit changes. Verdicts are lost.',
    suggested: 'conversations.jsonl',
  },
  vsibench: {
    label: 'VSI-Bench',
    says: 'test.jsonl; imported VSI-Bench lines keep every byte. Roles, comments and verdicts are lost.',
    suggested: 'test.jsonl',
  },
  'video-r1': {
    label: 'Video-R1',
    says: 'Problems and solutions as Video-R1 and Spatial-MLLM train on them; imported records keep every byte that no edit changes.',
    suggested: 'video-r1.jsonl',
  },
  questions: {
    label: 'Plain JSON',
    says: 'One JSON record per question with its verdict; imported records keep every byte that no edit changes.',
    suggested: 'questions.jsonl',
  },
  webdataset: {
    label: 'WebDataset',
    says: 'One tar with questions and videos; an imported tar keeps every member that no edit changes.',
    suggested: 'reviewed.tar',
  },
  parquet: {
    label: 'Parquet',
    says: "SIMS-VSI's columns; an imported file keeps its own columns and every row's values.",
    suggested: 'reviewed.parquet',
  },
  csv: {
    label: 'CSV table',
    says: 'One row per question with its verdict, for spreadsheets; an imported table keeps its own columns.',
    suggested: 'reviewed.csv',
  },
  decisions: {
    label: 'Decisions',
    says: 'The decision log alone, with every comment and edit, to import elsewhere.',
    suggested: 'decisions.jsonl',
  },
};

const modeLabels: Readonly<Record<(typeof answerModes)[number], string>> = {
  mc: 'Letter and text',
  mc_direct: 'Letter only',
  oe: 'Open answer',
};

/** What the boxes below choose of: the workspace's counts would be wrong there. */
function selectedText({ isAll, ids }: RowSelection): string {
  const some = countOf(ids.size, 'question');
  return `Include, of ${isAll ? `the whole list${ids.size === 0 ? '' : ` but ${some}`}` : `${some} selected`}`;
}

/** Format, answer mode, verdicts and target of an export, and its result. */
export function ExportForm({ isOfSelection }: { readonly isOfSelection: boolean }) {
  const { data: workspace } = useQuery(workspaceQuery);
  const [format, setFormat] = useState<ExportRequest['format']>('simsv');
  const [answerMode, setAnswerMode] = useState<ExportRequest['answerMode']>('mc');
  const [chosen, setChosen] = useState<readonly Verdict[]>(verdicts.filter((verdict) => verdict !== 'rejected'));
  const [out, setOut] = useState('');
  const [share, setShare] = useState(0);
  useEffect(
    () => listenToEvents((event) => event.kind === 'export-progress' && setShare((100 * event.done) / Math.max(1, event.total))),
    [],
  );
  const write = useMutation({ mutationFn: (request: RouteRequest<'exportShard'>) => callRoute('exportShard', { input: request }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShare(0);
    const selection = isOfSelection ? { selection: selectionInput(useSelection.getState(), useList.getState().list) } : {};
    write.mutate({ format, out: out.trim(), answerMode, verdicts: [...chosen], ...selection });
  };
  const look = formatLooks[format];
  const hasAnswerMode = format === 'conversations' || format === 'parquet';
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <div>
          <Chip.Group value={format} onChange={(value) => setFormat(value as ExportRequest['format'])}>
            <Group gap={6} role="radiogroup" aria-label="Format">
              {(Object.keys(formatLooks) as ExportRequest['format'][])
                .filter((value) => value !== 'decisions' || !isOfSelection)
                .map((value) => (
                  <Chip key={value} value={value} size="sm" radius="sm">
                    {formatLooks[value].label}
                  </Chip>
                ))}
            </Group>
          </Chip.Group>
          <p className={classes['says']}>{look.says}</p>
        </div>
        {hasAnswerMode && (
          <SegmentedControl
            aria-label="Answer mode"
            value={answerMode}
            onChange={setAnswerMode}
            data={(['mc', 'mc_direct', 'oe'] as const).map((value) => ({ value, label: modeLabels[value] }))}
          />
        )}
        {format !== 'decisions' && (
          <Checkbox.Group
            label={isOfSelection ? selectedText(useSelection.getState()) : 'Include'}
            size="xs"
            value={[...chosen]}
            onChange={(values) => setChosen(values as Verdict[])}
          >
            <Group gap="md" mt={6}>
              {verdicts.map((verdict) => (
                <Checkbox
                  key={verdict}
                  size="xs"
                  value={verdict}
                  label={verdictLooks[verdict].label + (isOfSelection ? '' : ` (${workspace?.byVerdict[verdict] ?? 0})`)}
                />
              ))}
            </Group>
          </Checkbox.Group>
        )}
        <SaveTarget value={out} onChange={setOut} suggestedName={look.suggested} isFolder={format === 'simsv'} />
        {write.isPending && <Progress value={share} aria-label="Export progress" />}
        <ErrorNote error={write.error} />
        {write.data && (
          <TextInput
            readOnly
            label={
              <span className={classes['done']}>
                <IconCircleCheck size={15} aria-hidden /> {countOf(write.data.records, 'record')} in {countOf(write.data.files, 'file')}
                {write.data.problems.length > 0 && `, ${countOf(write.data.problems.length, 'problem')}`}
              </span>
            }
            value={write.variables?.out ?? ''}
          />
        )}
        {write.data?.problems.slice(0, 5).map((problem) => (
          <p key={problem.message} className={classes['says']}>
            {problem.message}
          </p>
        ))}
        <Group justify="flex-end">
          <Button
            type="submit"
            size="sm"
            loading={write.isPending}
            disabled={out.trim() === '' || (format !== 'decisions' && chosen.length === 0)}
          >
            Export
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
