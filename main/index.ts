import { Hono } from 'hono';
import { type ImportResult, routes } from '../shared/api/index.ts';
import { AppError } from '../shared/errors.ts';
import { createNodeRecorder, createPageRecorder } from './generate/recorder.ts';
import { type ClockPort, systemClock } from './ports/clock.ts';
import type { NativePort } from './ports/native.ts';
import type { RecorderHost } from './ports/recorder-host.ts';
import type { RenderPagePort } from './ports/render-pages.ts';
import { createRenderPool } from './render/render-pool.ts';
import { createRenderQueue, type RenderQueue } from './render/render-queue.ts';
import { BackendState } from './routes/backend-state.ts';
import { registerEventRoutes } from './routes/events.ts';
import { registerGenerationRoutes } from './routes/generation.ts';
import { GenerationDesk } from './routes/generation-desk.ts';
import { registerMediaRoutes } from './routes/media.ts';
import { registerNativeRoutes } from './routes/native.ts';
import { registerPageRoutes } from './routes/pages.ts';
import { problemResponse } from './routes/problem-response.ts';
import { registerQuestionRoutes } from './routes/questions.ts';
import { registerRenderRoutes } from './routes/render.ts';
import { registerSceneRoutes } from './routes/scenes.ts';
import { registerSettingsRoutes } from './routes/settings.ts';
import { importIntoState, registerShardRoutes } from './routes/shards.ts';
import { registerViewRoutes } from './routes/views.ts';
import { registerWorkspaceRoutes } from './routes/workspace.ts';
import { workspaceError } from './store/open-workspace.ts';

export { openStart } from './open-start.ts';

/** What a host gives its backend. */
export interface BackendOptions {
  /** Folder of the built pages. */
  readonly pagesDir: string;
  /** System dialogs; without them their routes answer 501. */
  readonly native?: NativePort;
  readonly clock?: ClockPort;
  /** Render jobs; an own, empty queue without it. */
  readonly renderQueue?: RenderQueue;
  /** Where render pages come from; without it nobody opens any. */
  readonly renderPages?: RenderPagePort;
  /** Records for the Generate screen. Without it: the render pages, or without those annotations and questions alone. */
  readonly recorderHost?: RecorderHost;
  /** Folder for settings and own workspaces; without it settings last as long as the process. */
  readonly dataDir?: string;
  /** Workspace to open at once. */
  readonly workspaceFile?: string;
}

/** The whole backend behind one web-standard handler. */
export interface Backend {
  /** Answers any request; never rejects: errors are `application/problem+json`. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Opens or makes a workspace and makes it the current one. Throws as `openWorkspace` does; the one before then stays open. */
  openWorkspaceFile(file: string): void;
  /** Render jobs; pages of `renderPages`, or any page at `/render`, work on them. */
  readonly renderQueue: RenderQueue;
  /** Imports shards into the open workspace. */
  importPaths(paths: readonly string[]): Promise<ImportResult>;
  /** Ends streams and render pages, closes the workspace. */
  close(): Promise<void>;
}

/** Makes a backend. It holds nothing open until a workspace is opened or a page connects. */
export function createBackend(options: BackendOptions): Backend {
  const clock = options.clock ?? systemClock;
  const state = new BackendState({ clock, dataDir: options.dataDir });
  const queue = options.renderQueue ?? createRenderQueue({ clock });
  const pool = options.renderPages === undefined ? null : createRenderPool({ queue, pages: options.renderPages, clock });
  const generation = new GenerationDesk({
    recorderHost: options.recorderHost ?? ((_, work) => work(pool === null ? createNodeRecorder() : createPageRecorder(queue), [])),
    onNews: () => state.events.send({ kind: 'generation-changed' }),
  });
  const app = new Hono();
  registerWorkspaceRoutes(app, state);
  registerShardRoutes(app, state);
  registerSettingsRoutes(app, state, state.userFiles);
  registerQuestionRoutes(app, state);
  registerViewRoutes(app, state);
  registerSceneRoutes(app, state);
  registerMediaRoutes(app, state);
  registerEventRoutes(app, state);
  registerNativeRoutes(app, options.native ?? null);
  registerGenerationRoutes(app, generation);
  registerRenderRoutes(app, queue);
  registerPageRoutes(app, options.pagesDir);
  app.notFound((context) => problemResponse(unknownAddress(context.req.method, context.req.path)));
  app.onError((error) => problemResponse(workspaceError(error, state.openedWorkspace?.file ?? 'The workspace')));
  if (options.workspaceFile !== undefined) state.open(options.workspaceFile);

  return {
    fetch: async (request) => {
      state.giveWay();
      try {
        return harden(await app.fetch(request));
      } catch (error) {
        return harden(problemResponse(error));
      }
    },
    renderQueue: queue,
    openWorkspaceFile: (file) => state.open(file),
    importPaths: (paths) => importIntoState(state, paths),
    close: async () => {
      await generation.close();
      if (options.renderQueue === undefined) queue.close();
      await pool?.close();
      await state.close();
    },
  };
}

/** An address that only other methods know is 405; any other is 404. */
function unknownAddress(method: string, path: string): AppError {
  const isKnown = Object.values(routes).some((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path));
  return isKnown
    ? new AppError('method-not-allowed', `${path} does not answer ${method}.`)
    : new AppError('not-found', `There is nothing at ${path}.`);
}

/** What every answer carries, whoever made it. */
function harden(response: Response): Response {
  response.headers.set('x-content-type-options', 'nosniff');
  if (!response.headers.has('content-type')) response.headers.set('content-type', 'application/octet-stream');
  return response;
}
