import { Button, Checkbox, Group, Progress, SegmentedControl, Stack, TextInput } from '@mantine/core';
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
import classes from './ExportForm.module.css';
import { SaveTarget } from './SaveTarget.tsx';

const formatLooks: Readonly<
  Record<(typeof exportFormats)[number], { readonly label: string; readonly says: string; readonly suggested: string }>
> = {
  simsv: {
    label: 'SIMS-V folder',
    says: 'Question files in the layout they came in; records nobody touched stay byte for byte.',
    suggested: 'reviewed',
  },
  conversations: { label: 'Conversations', says: 'One training conversation per line.', suggested: 'conversations.jsonl' },
  decisions: { label: 'Decisions', says: 'The decision log alone, to merge elsewhere.', suggested: 'decisions.jsonl' },
};

const modeLabels: Readonly<Record<(typeof answerModes)[number], string>> = {
  mc: 'Letter and text',
  mc_direct: 'Letter only',
  oe: 'Open answer',
};

/** Format, answer mode, verdicts and target of an export, and its result. */
export function ExportForm() {
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
    write.mutate({ format, out: out.trim(), answerMode, verdicts: [...chosen] });
  };
  const look = formatLooks[format];
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <div>
          <SegmentedControl
            fullWidth
            aria-label="Format"
            value={format}
            onChange={setFormat}
            data={(['simsv', 'conversations', 'decisions'] as const).map((value) => ({ value, label: formatLooks[value].label }))}
          />
          <p className={classes['says']}>{look.says}</p>
        </div>
        {format === 'conversations' && (
          <SegmentedControl
            aria-label="Answer mode"
            value={answerMode}
            onChange={setAnswerMode}
            data={(['mc', 'mc_direct', 'oe'] as const).map((value) => ({ value, label: modeLabels[value] }))}
          />
        )}
        {format !== 'decisions' && (
          <Checkbox.Group label="Include" size="xs" value={[...chosen]} onChange={(values) => setChosen(values as Verdict[])}>
            <Group gap="md" mt={6}>
              {verdicts.map((verdict) => (
                <Checkbox
                  key={verdict}
                  size="xs"
                  value={verdict}
                  label={`${verdictLooks[verdict].label} (${workspace?.byVerdict[verdict] ?? 0})`}
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
