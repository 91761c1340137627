import path from 'node:path';
import { app, dialog, Menu, protocol, session } from 'electron';
import { type Backend, createBackend, openStart } from '../main/index.ts';
import { createNativePort, createRenderWindows } from './native.ts';
import { appMenu, guardContents, openStudioWindow } from './windows.ts';

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
]);
app.enableSandbox();

const backendStart = Promise.withResolvers<Backend>();
/** The running backend, for tests that drive the real shell in their own process; Electron ignores a main module's exports. */
export const backendStarted: Promise<Backend> = backendStart.promise;

if (app.requestSingleInstanceLock()) {
  // Never awaited at top level: in an ES module main, `ready` waits for the module to finish evaluating.
  void app.whenReady().then(start).catch(showAndQuit);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const root = app.getAppPath();
  const backend = createBackend({
    pagesDir: path.join(root, 'dist', 'pages'),
    native: createNativePort(),
    dataDir: app.getPath('userData'),
    renderPages: createRenderWindows(),
  });
  protocol.handle('app', (request) => backend.fetch(request));
  denyPermissions();
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu()));
  closeBeforeQuit(backend);

  backendStart.resolve(backend);

  const preload = path.join(root, 'dist', 'electron', 'preload.cjs');
  let studio = openStudioWindow(preload);
  openPaths(backend, pathsFromArguments(process.argv), root);
  app.on('second-instance', (_event, argv) => {
    const paths = pathsFromArguments(argv);
    if (paths.length > 0) openPaths(backend, paths, root);
    if (studio.isDestroyed()) studio = openStudioWindow(preload);
    studio.show();
    studio.focus();
  });
  // Hidden render windows must not keep the app alive.
  studio.on('closed', () => app.quit());
  app.on('window-all-closed', () => app.quit());
}

/** Opens workspace or shards behind the window that shows already; what fails is said, and the studio stays on its library. */
function openPaths(backend: Backend, paths: readonly string[], root: string): void {
  const say = (error: Error) => dialog.showErrorBox('Sightline could not open what it was asked to', error.message);
  try {
    const { imported, fallbackReason } = openStart(backend, { paths, dataDir: app.getPath('userData'), root });
    if (fallbackReason !== null) say(fallbackReason);
    imported?.catch(say);
  } catch (error) {
    say(error as Error);
  }
}

function showAndQuit(error: Error): void {
  dialog.showErrorBox('Sightline could not start', error.message);
  app.quit();
}

/** Workspace and shard paths after `--` (`sightline open` passes them so). */
function pathsFromArguments(argv: readonly string[]): string[] {
  const separator = argv.indexOf('--');
  return separator < 0 ? [] : argv.slice(separator + 1);
}

function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

/** A quit waits until the workspace is closed, then quits for good. */
function closeBeforeQuit(backend: Backend): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('before-quit', (event) => {
    if (state !== 'closed') event.preventDefault();
    if (state !== 'open') return;
    state = 'closing';
    void backend.close().finally(() => {
      state = 'closed';
      app.quit();
    });
  });
}
