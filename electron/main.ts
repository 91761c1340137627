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
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const root = app.getAppPath();
  const backend = createBackend({
    pagesDir: path.join(root, 'dist', 'pages'),
    native: createNativePort(),
    renderPages: createRenderWindows(),
  });
  protocol.handle('app', (request) => backend.fetch(request));
  denyPermissions();
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu()));
  closeBeforeQuit(backend);

  backendStart.resolve(backend);

  await openStart(backend, { paths: pathsFromArguments(), dataDir: app.getPath('userData'), root }).catch((error: Error) => {
    // The studio opens all the same, on its library, where another workspace can be chosen.
    dialog.showErrorBox('Sightline could not open what it was asked to', error.message);
  });
  let studio = openStudioWindow(path.join(root, 'dist', 'electron', 'preload.cjs'));
  app.on('second-instance', () => {
    if (studio.isDestroyed()) studio = openStudioWindow(path.join(root, 'dist', 'electron', 'preload.cjs'));
    studio.show();
    studio.focus();
  });
  app.on('window-all-closed', () => app.quit());
}

/** Workspace and shard paths after `--` (`sightline open` passes them so). */
function pathsFromArguments(): string[] {
  const separator = process.argv.indexOf('--');
  return separator < 0 ? [] : process.argv.slice(separator + 1);
}

function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

/** The first quit closes the workspace, then quits for good. */
function closeBeforeQuit(backend: Backend): void {
  let isClosed = false;
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    isClosed = true;
    void backend.close().finally(() => app.quit());
  });
}
