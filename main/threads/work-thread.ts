/**
 * Entry point of the worker thread that imports, reads scenes and exports, so that the main thread only answers. It has its own connection to the
 * workspace; the write-ahead log lets both read while one writes, and every transaction here is short enough that a decision hardly waits.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { exportShard } from '../formats/export-shard.ts';
import { checkDueScenes, checkSceneNow, importReportOf, indexShards } from '../formats/import-shards.ts';
import { openWorkspace, workspaceError } from '../store/open-workspace.ts';
import { sentError, type ThreadData, type ThreadNews, type ThreadRequest } from './thread-messages.ts';

/** Between two reports of progress. */
const reportMs = 100;

const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');
const { workspaceFile } = workerData as ThreadData;
const workspace = openWorkspace(workspaceFile, { create: false, isBackground: true });
let interrupt = new AbortController();
let isChecking = false;
/** Asked for while a reading was still ending. */
let isCheckWanted = false;
let running = 0;
const say = (news: ThreadNews) => port.postMessage(news);

port.on('message', (request: ThreadRequest) => {
  switch (request.kind) {
    case 'import':
      return answer(request.request, async (signal) => {
        const { paths, format } = request;
        const indexed = await indexShards(workspace, paths, { format, signal, onProgress: sayProgress() });
        return importReportOf(workspace, indexed);
      });
    case 'check':
      return void checkAll();
    case 'check-scene':
      return answer(request.request, async (signal) => {
        await checkSceneNow(workspace, request.sceneId, signal);
        return null;
      });
    case 'export':
      return answer(request.request, (signal) => exportAll(request.settings, signal));
    case 'cancel':
      interrupt.abort();
      interrupt = new AbortController();
      isCheckWanted = false;
      return;
    case 'close':
      interrupt.abort();
      isCheckWanted = false;
      return void closeWhenIdle();
  }
});

function answer(request: number, work: (signal: AbortSignal) => Promise<Extract<ThreadNews, { kind: 'done' }>['result']>): void {
  running += 1;
  work(interrupt.signal)
    .then(
      (result) => say({ kind: 'done', request, result }),
      (error: unknown) => say({ kind: 'failed', request, error: sentError(workspaceError(error, workspaceFile)) }),
    )
    .finally(() => {
      running -= 1;
    });
}

/** Everything an export reads is of one moment, whatever is decided meanwhile. */
async function exportAll(settings: Extract<ThreadRequest, { kind: 'export' }>['settings'], signal: AbortSignal) {
  // It reads from front to back, and nothing twice.
  const own = openWorkspace(workspaceFile, { create: false, isBackground: true, cacheMiB: 8 });
  let last = 0;
  try {
    own.beginSnapshot();
    return await exportShard(own, settings, {
      signal,
      onProgress: (progress) => {
        const now = performance.now();
        if (now - last < reportMs && progress.done < progress.total) return;
        last = now;
        say({ kind: 'export-progress', progress });
      },
    });
  } finally {
    own.close();
  }
}

async function checkAll(): Promise<void> {
  if (isChecking) {
    isCheckWanted = true;
    return;
  }
  isChecking = true;
  running += 1;
  let error: unknown = null;
  try {
    await checkDueScenes(workspace, { signal: interrupt.signal, onProgress: sayProgress() });
  } catch (cause) {
    error = workspaceError(cause, workspaceFile);
  }
  isChecking = false;
  running -= 1;
  say({ kind: 'check-ended', error: error === null ? null : sentError(error) });
  if (!isCheckWanted) return;
  isCheckWanted = false;
  void checkAll();
}

function sayProgress() {
  let last = 0;
  return (progress: Extract<ThreadNews, { kind: 'import-progress' }>['progress']) => {
    const now = performance.now();
    if (now - last < reportMs && progress.done < progress.total) return;
    last = now;
    say({ kind: 'import-progress', progress });
  };
}

/** Aborted work ends at its next look at the signal. */
function closeWhenIdle(): void {
  if (running > 0) {
    setTimeout(closeWhenIdle, 5);
    return;
  }
  workspace.close();
  port?.close();
}
