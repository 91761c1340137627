import { z } from 'zod';
import { rejectReasonsSchema } from '../model/decision.ts';
import { userSettingsSchema } from '../model/user-settings.ts';
import type { Route } from './route.ts';
import { workspaceSummarySchema } from './workspace-schemas.ts';

/** Routes of what people set, and of where workspaces and shards lie. */
export const settingsRoutes = {
  getSettings: {
    method: 'GET',
    path: '/api/settings',
    summary: 'What the person at this machine prefers, over all workspaces.',
    output: userSettingsSchema,
    errors: [],
  },
  saveSettings: {
    method: 'POST',
    path: '/api/settings',
    summary: 'Replaces the settings.',
    input: userSettingsSchema,
    output: userSettingsSchema,
    errors: ['input.invalid', 'file.write-failed'],
  },
  setRejectReasons: {
    method: 'POST',
    path: '/api/reject-reasons',
    summary: "Replaces the workspace's reasons for rejecting; a known id that is missing is kept as retired.",
    input: z.object({ reasons: rejectReasonsSchema }),
    output: z.object({ reasons: rejectReasonsSchema }),
    errors: ['workspace.none-open', 'input.invalid'],
  },
  listRecentWorkspaces: {
    method: 'GET',
    path: '/api/recent-workspaces',
    summary: 'Workspaces that were open here, the latest first.',
    output: z.object({ workspaces: z.array(z.object({ file: z.string(), openedAtMs: z.number(), exists: z.boolean() })) }),
    errors: [],
  },
  relinkShard: {
    method: 'POST',
    path: '/api/shards/:id/relink',
    summary: "Says where a shard lies now, after a check of every file's size and hash.",
    input: z.object({ path: z.string().min(1) }),
    output: workspaceSummarySchema,
    errors: ['workspace.none-open', 'workspace.locked', 'not-found', 'file.missing', 'shard.changed', 'input.invalid'],
  },
  saveProblems: {
    method: 'POST',
    path: '/api/problems/save',
    summary: 'Writes the problem report to a new file, one JSON object a line.',
    input: z.object({ out: z.string().min(1) }),
    output: z.object({ problems: z.number() }),
    errors: ['workspace.none-open', 'file.exists', 'file.write-failed', 'input.invalid'],
  },
} as const satisfies Record<string, Route>;
