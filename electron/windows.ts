import { app, BrowserWindow, type MenuItemConstructorOptions, type WebContents } from 'electron';

const ownOrigin = 'app://studio/';

/** What every window has: its own sandboxed world and nothing of Node. */
const safePreferences = { sandbox: true, contextIsolation: true, nodeIntegration: false } as const;

/** Opens the reviewers' window. It shows at once on its background colour: on Wayland `ready-to-show` may never come. */
export function openStudioWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    title: 'Sightline',
    backgroundColor: '#1b1d20',
    webPreferences: { ...safePreferences, preload },
  });
  void window.loadURL(ownOrigin);
  return window;
}

/** Opens a hidden window on the render page. Created hidden and never shown, so that throttling stays off on every system. */
export function openRenderWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 320,
    height: 200,
    show: false,
    title: 'Sightline render page',
    webPreferences: { ...safePreferences, backgroundThrottling: false },
  });
  return window;
}

/** Address of the render page. */
export const renderPageUrl = `${ownOrigin}render`;

/** Keeps a page where it is: no pop-ups, no foreign addresses, no embedded views. */
export function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!event.url.startsWith(ownOrigin)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** The standard menus of each system; everything of Sightline's own is in the window. */
export function appMenu(): MenuItemConstructorOptions[] {
  const own: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const view: MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }];
  if (!app.isPackaged) view.push({ role: 'reload' }, { role: 'toggleDevTools' });
  return [...own, { role: 'fileMenu' }, { role: 'editMenu' }, { label: 'View', submenu: view }, { role: 'windowMenu' }];
}
