import type { LeftOff, SavedView } from '../../shared/api/index.ts';
import { leftOffSchema, savedViewSchema } from '../../shared/api/index.ts';
import { readJsonSetting, writeSetting } from './settings.ts';
import type { Workspace } from './workspace.ts';

/** Saved views by name. */
export function listViews(workspace: Workspace): SavedView[] {
  const parsed = savedViewSchema.array().safeParse(readJsonSetting(workspace, 'views') ?? []);
  return parsed.success ? parsed.data : [];
}

/** Keeps a view in place of another of its name; null removes the name. Returns all views. */
export function saveView(workspace: Workspace, name: string, list: SavedView['list'] | null): SavedView[] {
  const others = listViews(workspace).filter((view) => view.name !== name);
  const views = list === null ? others : [...others, { name, list }];
  views.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  writeSetting(workspace, 'views', JSON.stringify(views));
  return views;
}

/** Where a reviewer left off; null before the first question. */
export function leftOffBy(workspace: Workspace, reviewer: string): LeftOff | null {
  const parsed = leftOffSchema.safeParse(readJsonSetting(workspace, `left-off:${reviewer}`));
  return parsed.success ? parsed.data : null;
}

/** Remembers a question that was decided about: who closes at once goes on after it. The list stays. May be lost in a power cut. */
export function leaveOffAt(workspace: Workspace, reviewer: string, questionId: string): void {
  leaveOff(workspace, reviewer, { list: leftOffBy(workspace, reviewer)?.list ?? {}, questionId });
}

/** Remembers where a reviewer is; may be lost in a power cut. */
export function leaveOff(workspace: Workspace, reviewer: string, place: LeftOff): void {
  workspace.transactRepeatable(() => writeSetting(workspace, `left-off:${reviewer}`, JSON.stringify(place)));
}
