import { parentPort, workerData } from 'node:worker_threads';
import type { Statistics } from '../../shared/api/index.ts';
import { computeStatistics } from '../statistics/compute-statistics.ts';
import type { StatisticsRequest } from '../statistics/statistics-request.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import { sentError } from './thread-messages.ts';

/** Counts on a connection of its own; what it counted stays good until somebody writes to the file. */
const { workspaceFile } = workerData as { readonly workspaceFile: string };
const workspace = openWorkspace(workspaceFile, { create: false });
const known = new Map<string, { readonly version: number; readonly statistics: Statistics }>();

parentPort?.on(
  'message',
  ({
    request,
    asked,
  }: { readonly request: number; readonly asked: StatisticsRequest } | { readonly request: -1; readonly asked: null }) => {
    if (asked === null) {
      workspace.close();
      parentPort?.close();
      return;
    }
    try {
      const version = workspace.foreignChanges();
      const key = JSON.stringify(asked);
      let kept = known.get(key);
      if (kept?.version !== version) kept = { version, statistics: computeStatistics(workspace, asked) };
      known.set(key, kept);
      parentPort?.postMessage({ request, statistics: kept.statistics });
    } catch (error) {
      parentPort?.postMessage({ request, error: sentError(error) });
    }
  },
);
