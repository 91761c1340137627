import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { callRoute } from '../../../client/call-route.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import { openDialog } from '../../dialogs.ts';
import { isCommandBound, runCommand } from '../../key-dispatch.ts';
import { commandList, useKeys } from '../../keys.ts';
import { goTo, screens } from '../../navigation.ts';
import { strings } from '../../strings/strings.ts';
import { shortTaskName } from '../question/task-name.ts';
import { startTour } from '../tour/tour-store.ts';

const say = strings.palette;
/** Letters from which on questions are searched. */
const leastLetters = 2;
const questionsShown = 8;
/** Ids are one long word; words of a question are shorter. */
const looksLikeId = /^[\w:.-]{16,}$/;

/** One line of the palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  /** Labels of its keys. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

/** The palette's groups for what is typed: commands that do something now, screens, questions by words or id, shards. */
export function usePaletteEntries(query: string): readonly { readonly label: string; readonly entries: readonly PaletteEntry[] }[] {
  const keys = useKeys((state) => state.keys);
  const { data: workspace } = useQuery({ ...workspaceQuery, select: namedParts });
  const questions = useQuestions(query, workspace?.isOpen === true);
  const fits = ({ label, note }: PaletteEntry) => isFit(`${label} ${note ?? ''}`, query);
  const commands = commandList
    .filter(({ name }) => name !== 'palette' && isCommandBound(name))
    .map(({ name, label, group }) => ({
      id: name,
      label,
      note: group,
      keys: keys[name].map((binding) => binding.label),
      // Once the palette has gone: the command may open something that wants the focus.
      run: () => void setTimeout(() => runCommand(name)),
    }));
  return [
    { label: say.screens, entries: screenEntries(workspace).filter(fits) },
    { label: say.questions, entries: questions },
    { label: say.commands, entries: commands.filter(fits) },
    { label: say.shards, entries: shardEntries(workspace).filter(fits) },
  ];
}

type NamedParts = Pick<WorkspaceSummary, 'isOpen' | 'counts' | 'shards'>;

/** Without what every decision changes: the palette is there also while it is closed. */
function namedParts({ isOpen, counts, shards }: WorkspaceSummary): NamedParts {
  return { isOpen, counts, shards };
}

function screenEntries(workspace: NamedParts | undefined): PaletteEntry[] {
  const places = screens.map((screen) => ({
    id: `screen-${screen}`,
    label: say.screenNames[screen],
    run: () => goTo(screen === 'review' ? { screen, questionId: null } : { screen }),
  }));
  if (workspace === undefined || workspace.counts.questions === 0) return places;
  return [
    ...places,
    { id: 'export', label: say.export, run: () => void setTimeout(() => openDialog('export')) },
    { id: 'tour', label: say.tour, run: () => void setTimeout(startTour) },
  ];
}

function shardEntries(workspace: NamedParts | undefined): PaletteEntry[] {
  return (workspace?.shards ?? []).map(({ id, path }) => ({
    id: `shard-${id}`,
    label: id,
    note: path,
    run: () => goTo({ screen: 'library' }),
  }));
}

/** Questions whose words fit, and the one whose id is typed. */
function useQuestions(query: string, isOpen: boolean): readonly PaletteEntry[] {
  const [text] = useDebouncedValue(query.trim(), 120);
  const found = useQuery({
    queryKey: ['palette', text],
    enabled: isOpen && text.length >= leastLetters,
    queryFn: async ({ signal }) => {
      const byId = looksLikeId.test(text) ? await callRoute('getQuestion', { params: { id: text }, signal }).catch(() => null) : null;
      const { rows } = await callRoute('listQuestions', { input: { text, order: 'shard', limit: questionsShown }, signal });
      const exact = byId === null ? [] : [{ id: byId.id, text: byId.current.text, task: byId.task }];
      return [...exact, ...rows.filter(({ id }) => id !== byId?.id)];
    },
  });
  if (text.length < leastLetters || query.trim().length < leastLetters) return [];
  return (found.data ?? []).map(({ id, text: label, task }) => ({
    id: `question-${id}`,
    label,
    note: `${shortTaskName(task)} · ${id}`,
    run: () => goTo({ screen: 'review', questionId: id }),
  }));
}

/** True where every word typed begins somewhere in the text. */
function isFit(text: string, query: string): boolean {
  const lower = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
