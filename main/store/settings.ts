import os from 'node:os';
import type { Workspace } from './workspace.ts';

/** The name that decisions carry; the system's user name until someone sets another. */
export function reviewerOf(workspace: Workspace): string {
  const row = workspace.first(workspace.db.selectFrom('setting').select('value').where('key', '=', 'reviewer'));
  return row?.value ?? systemUserName();
}

/** Stores the name that decisions carry from now on. */
export function setReviewer(workspace: Workspace, name: string): void {
  const row = { key: 'reviewer', value: name };
  workspace.run(
    workspace.db
      .insertInto('setting')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: name })),
  );
}

function systemUserName(): string {
  try {
    return os.userInfo().username || 'reviewer';
  } catch {
    // A container's user may have no name.
    return 'reviewer';
  }
}
