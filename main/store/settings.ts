import os from 'node:os';
import { AppError } from '../../shared/errors.ts';
import { defaultRejectReasons, maxReasons, type RejectReason, rejectReasonsSchema } from '../../shared/model/decision.ts';
import type { Workspace } from './workspace.ts';

/** A value of the workspace's own, or null. */
export function readSetting(workspace: Workspace, key: string): string | null {
  return workspace.first(workspace.db.selectFrom('setting').select('value').where('key', '=', key))?.value ?? null;
}

/** Stores a value of the workspace's own. */
export function writeSetting(workspace: Workspace, key: string, value: string): void {
  workspace.run(
    workspace.db
      .insertInto('setting')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
  );
}

/** The name that decisions carry; the system's user name until someone sets another. */
export function reviewerOf(workspace: Workspace): string {
  return readSetting(workspace, 'reviewer') ?? systemUserName();
}

/** Stores the name that decisions carry from now on. */
export function setReviewer(workspace: Workspace, name: string): void {
  writeSetting(workspace, 'reviewer', name);
}

/** The workspace's reasons for rejecting, in the order of the digits, retired ones included; the default list until someone changes it. */
export function rejectReasonsOf(workspace: Workspace): readonly RejectReason[] {
  const stored = readSetting(workspace, 'reject-reasons');
  return stored === null ? defaultRejectReasons : rejectReasonsSchema.parse(JSON.parse(stored));
}

/**
 * Replaces the reasons. Ids stay for ever: one that is missing in `reasons` is kept as retired, so that the history can still be read.
 *
 * @throws AppError `input.invalid` where there would be more than can be read again; those before stay.
 */
export function setRejectReasons(workspace: Workspace, reasons: readonly RejectReason[]): void {
  const given = new Set(reasons.map(({ id }) => id));
  const dropped = rejectReasonsOf(workspace).filter(({ id }) => !given.has(id));
  const all = [...reasons, ...dropped.map((reason) => ({ ...reason, isRetired: true }))];
  if (!rejectReasonsSchema.safeParse(all).success) {
    const message = `A workspace keeps every reason it ever had, ${maxReasons} at most, and these would be ${all.length}. Nothing was changed: rename a reason instead, or take a retired one back.`;
    throw new AppError('input.invalid', message);
  }
  writeSetting(workspace, 'reject-reasons', JSON.stringify(all));
}

/** A setting of lists that is kept as JSON; undefined where there is none, or no JSON. */
export function readJsonSetting(workspace: Workspace, key: string): unknown {
  try {
    return JSON.parse(readSetting(workspace, key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function systemUserName(): string {
  try {
    return os.userInfo().username || 'reviewer';
  } catch {
    // A container's user may have no name.
    return 'reviewer';
  }
}
