import { IconFlagFilled, IconMessage } from '@tabler/icons-react';
import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
} from '@tanstack/react-table';
import type { QuestionRow, QueueOrder } from '../../../../shared/api/index.ts';
import { VerdictMark } from '../../../ui/VerdictMark.tsx';
import { agreementLabels } from '../../../ui/verdict-look.ts';
import { strings } from '../../strings/strings.ts';
import { valueLabel } from '../lists/list-labels.ts';
import { shortTaskName } from '../question/task-name.ts';
import classes from './BrowseTable.module.css';

/** What the table can do with columns; rows come ordered and narrowed from the backend. */
export const features = tableFeatures({ columnVisibilityFeature, columnOrderingFeature, columnSizingFeature });

const helper = createColumnHelper<typeof features, QuestionRow>();
const say = strings.lists;

/** Columns that order the list when their head is pressed. */
export const orderOfColumn: Readonly<Record<string, QueueOrder>> = {
  verdict: 'verdict',
  task: 'task',
  agreement: 'agreement',
  margin: 'margin',
  findings: 'severity',
  reviewer: 'reviewer',
  changed: 'changed',
  scene: 'shard',
};

/** Every column of the table, in the order of a first visit; those shown then fit a window of 1280 pixels. */
export const columns = helper.columns([
  helper.accessor('verdict', {
    id: 'verdict',
    header: say.sections.verdict,
    size: 104,
    cell: ({ row }) => <VerdictMark verdict={row.original.verdict} />,
  }),
  helper.display({ id: 'marks', header: say.marks, size: 52, cell: ({ row }) => <Marks row={row.original} /> }),
  helper.accessor('task', { id: 'task', header: say.sections.task, size: 142, cell: ({ row }) => shortTaskName(row.original.task) }),
  helper.accessor('text', { id: 'text', header: 'Question', size: 250, cell: ({ row }) => row.original.text }),
  helper.accessor('answer', { id: 'answer', header: 'Answer', size: 92, cell: ({ row }) => <b>{row.original.answer}</b> }),
  helper.accessor('agreement', {
    id: 'agreement',
    header: say.sections.agreement,
    size: 110,
    cell: ({ row }) => agreementLabels[row.original.agreement],
  }),
  helper.accessor('marginScore', {
    id: 'margin',
    header: say.margin,
    size: 88,
    cell: ({ row }) => <Margin score={row.original.marginScore} />,
  }),
  helper.accessor('findings', {
    id: 'findings',
    header: say.sections.finding,
    size: 130,
    cell: ({ row }) => row.original.findings.map((finding) => valueLabel('finding', finding)).join(', '),
  }),
  helper.accessor('objects', { id: 'objects', header: say.sections.object, size: 150, cell: ({ row }) => row.original.objects.join(', ') }),
  helper.accessor('rooms', {
    id: 'rooms',
    header: say.sections.room,
    size: 120,
    cell: ({ row }) => row.original.rooms.map((room) => valueLabel('room', room)).join(', '),
  }),
  helper.accessor('sceneId', { id: 'scene', header: 'Scene', size: 150, cell: ({ row }) => row.original.sceneId }),
  helper.accessor('reviewer', { id: 'reviewer', header: say.sections.reviewer, size: 100, cell: ({ row }) => row.original.reviewer ?? '' }),
  helper.accessor('rejectReason', {
    id: 'reason',
    header: say.sections.reason,
    size: 150,
    cell: ({ row }) => row.original.rejectReason ?? '',
  }),
  helper.accessor('changedAtMs', { id: 'changed', header: 'Changed', size: 130, cell: ({ row }) => timeText(row.original.changedAtMs) }),
]);

/** How columns share what a wide window leaves; the others keep their width. */
const shareOfRest: Readonly<Record<string, number>> = { text: 4, answer: 1, findings: 1, objects: 1, rooms: 0.7 };

/** A column's width in a grid's template: at least `sizePx`. */
export function gridTrack(id: string, sizePx: number): string {
  const share = shareOfRest[id];
  return share === undefined ? `${sizePx}px` : `minmax(${sizePx}px, ${share}fr)`;
}

/** Columns of a first visit that are not shown. */
export const hiddenAtFirst: readonly string[] = ['objects', 'rooms', 'scene', 'reviewer', 'reason', 'changed'];

/** What a column says of a row, for a spreadsheet. */
export function cellText(id: string, row: QuestionRow): string {
  switch (id) {
    case 'marks':
      return [row.isFlagged && 'flagged', row.hasComment && 'comment', row.isEdited && 'edited'].filter(Boolean).join(', ');
    case 'margin':
      return row.marginScore === null ? '' : row.marginScore.toFixed(3);
    case 'findings':
      return row.findings.map((finding) => valueLabel('finding', finding)).join(', ');
    case 'objects':
      return row.objects.join(', ');
    case 'rooms':
      return row.rooms.join(', ');
    case 'scene':
      return row.sceneId;
    case 'reason':
      return row.rejectReason ?? '';
    case 'changed':
      return row.changedAtMs === null ? '' : new Date(row.changedAtMs).toISOString();
    default:
      return String(row[id as 'verdict' | 'task' | 'text' | 'answer' | 'agreement' | 'reviewer'] ?? '');
  }
}

function Marks({ row }: { readonly row: QuestionRow }) {
  return (
    <span className={classes['marks']}>
      {row.isFlagged && <IconFlagFilled size={13} className={classes['flag'] ?? ''} aria-label={say.flags.flagged} />}
      {row.hasComment && <IconMessage size={14} aria-label={say.flags.comment} />}
    </span>
  );
}

function Margin({ score }: { readonly score: number | null }) {
  if (score === null) return null;
  return (
    <span className={classes['margin']}>
      <span className={classes['marginBar']} aria-hidden>
        <span style={{ width: `${Math.max(4, score * 100)}%` }} />
      </span>
      {score.toFixed(2)}
    </span>
  );
}

function timeText(timeMs: number | null): string {
  return timeMs === null ? '' : new Date(timeMs).toLocaleString('en', { dateStyle: 'short', timeStyle: 'short' });
}
