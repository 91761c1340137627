/**
 * A stand-in for the `electron` module where its binary cannot be had: the shell's real main.ts and preload run in Node, and every BrowserWindow is a page of
 * the Chromium that playwright-core drives. It exports only what the shell may use, so an unlisted import fails at link time, and it is typed by Electron's own
 * declarations, so a changed signature breaks the build. It cannot show: the process sandbox, native dialogs, menus, fuses, asar paths, signing.
 */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumArguments, chromiumExecutable } from './chromium.ts';
import { type SchemeHandler, SchemeServer } from './electron-loopback.ts';
import { preloadScript } from './electron-preload.ts';

const schemes = new Map<string, Electron.Privileges>();
const handlers = new Map<string, SchemeHandler>();
const windows = new Set<FakeBrowserWindow>();
let browser: Browser | undefined;
let context: BrowserContext | undefined;
let isReady = false;

/** What tests may look at and script; not part of Electron. */
export const control = {
  calls: [] as (readonly [name: string, ...args: unknown[]])[],
  dialogAnswers: [] as Electron.OpenDialogReturnValue[],
  saveAnswers: [] as Electron.SaveDialogReturnValue[],
  messages: [] as string[],
  windows,
  schemes,
  appPath: process.cwd(),
  userData: '',
};
const server = new SchemeServer(
  () => handlers.get('app'),
  (message) => control.messages.push(message),
);
const record = (name: string, ...args: unknown[]): void => void control.calls.push([name, ...args]);

class FakeApp extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = { appendSwitch: (...args: string[]) => record('appendSwitch', ...args) };
  readonly #gate = Promise.withResolvers<void>();
  enableSandbox(): void {
    if (isReady) throw new Error('enableSandbox: before ready only');
    record('enableSandbox');
  }
  whenReady(): Promise<void> {
    return this.#gate.promise;
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  getPath(_name: 'userData'): string {
    return control.userData;
  }
  getAppPath(): string {
    return control.appPath;
  }
  quit(): void {
    let isStopped = false;
    this.emit('before-quit', { preventDefault: () => (isStopped = true) });
    if (isStopped) return;
    void (async () => {
      await browser?.close();
      server.close();
      this.emit('will-quit', {});
      this.emit('quit', {}, 0);
    })();
  }
  /** Test only: as in Electron, `ready` cannot come while the main module is still evaluating, so call it once that import has settled. */
  async becomeReady(): Promise<void> {
    browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArguments });
    context = await browser.newContext();
    await server.listen();
    isReady = true;
    this.emit('ready');
    this.#gate.resolve();
  }
}
/** See Electron's `app`. */
export const app = new FakeApp();

class FakeWebContents extends EventEmitter {
  #openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  constructor(page: Page) {
    super();
    page.on('popup', (popup) => {
      if (this.#openHandler({ url: popup.url() }).action === 'deny') void popup.close();
    });
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#openHandler = handler;
  }
}

class FakeBrowserWindow extends EventEmitter {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents: FakeWebContents;
  readonly #page: Promise<Page>;
  #isVisible: boolean;
  #isDestroyed = false;
  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!isReady || context === undefined) throw new Error('BrowserWindow before app ready');
    this.options = options;
    this.#isVisible = options.show !== false;
    windows.add(this);
    const opened = Promise.withResolvers<Page>();
    this.#page = opened.promise;
    const forwarded = new EventEmitter() as unknown as Page;
    this.webContents = new FakeWebContents(forwarded);
    app.emit('web-contents-created', {}, this.webContents);
    void this.#open(context, forwarded).then(opened.resolve, opened.reject);
  }
  async #open(owner: BrowserContext, forwarded: Page): Promise<Page> {
    const page = await owner.newPage();
    await page.setViewportSize({ width: this.options.width ?? 800, height: this.options.height ?? 600 });
    page.on('popup', (popup) => (forwarded as unknown as EventEmitter).emit('popup', popup));
    page.on('console', (message) => control.messages.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => control.messages.push(`pageerror: ${error.message}`));
    page.once('close', () => this.#gone());
    page.once('crash', () => this.webContents.emit('render-process-gone', {}, { reason: 'crashed' }));
    const preload = this.options.webPreferences?.preload;
    await page.addInitScript(preloadScript(preload === undefined ? '' : readFileSync(preload, 'utf8')));
    await page.route('**/*', (route) => this.#guardNavigation(route));
    return page;
  }
  #guardNavigation(route: import('playwright-core').Route): Promise<void> {
    const request = route.request();
    const isTopNavigation = request.isNavigationRequest() && request.frame().parentFrame() === null;
    let isPrevented = false;
    if (isTopNavigation && request.frame().url() !== 'about:blank') {
      this.webContents.emit('will-navigate', { url: server.appFromHttp(request.url()), preventDefault: () => (isPrevented = true) });
    }
    return isPrevented ? route.abort('aborted') : route.continue();
  }
  #gone(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.delete(this);
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
  async loadURL(url: string): Promise<void> {
    await (await this.#page).goto(server.httpFromApp(url));
    this.emit('ready-to-show');
  }
  /** Test only. */
  page(): Promise<Page> {
    return this.#page;
  }
  show(): void {
    this.#isVisible = true;
  }
  focus(): void {
    record('focus');
  }
  isVisible(): boolean {
    return this.#isVisible;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  destroy(): void {
    this.#gone();
    void this.#page.then((page) => page.close());
  }
  static getFocusedWindow(): FakeBrowserWindow | null {
    return [...windows].find((window) => window.isVisible()) ?? null;
  }
}

/** See Electron's `BrowserWindow`. */
export { FakeBrowserWindow as BrowserWindow };

/** See Electron's `protocol`. */
export const protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'> = {
  registerSchemesAsPrivileged(list) {
    if (isReady || schemes.size > 0) throw new Error('registerSchemesAsPrivileged: once, before ready');
    for (const scheme of list) schemes.set(scheme.scheme, scheme.privileges ?? {});
  },
  handle(scheme, handler) {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    if (!schemes.has(scheme)) throw new Error(`scheme ${scheme} has no privileges`);
    handlers.set(scheme, handler as unknown as SchemeHandler);
  },
};
/** See Electron's `session`. */
export const session: { defaultSession: Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'> } = {
  defaultSession: {
    setPermissionRequestHandler: (handler) => record('setPermissionRequestHandler', handler),
    setPermissionCheckHandler: (handler) => record('setPermissionCheckHandler', handler),
  },
};
/** See Electron's `dialog`; answers come from `control`. */
export const dialog = {
  showErrorBox(title: string, content: string): void {
    record('showErrorBox', title, content);
  },
  async showOpenDialog(...args: unknown[]): Promise<Electron.OpenDialogReturnValue> {
    record('showOpenDialog', args.at(-1));
    return control.dialogAnswers.shift() ?? { canceled: true, filePaths: [] };
  },
  async showSaveDialog(...args: unknown[]): Promise<Electron.SaveDialogReturnValue> {
    record('showSaveDialog', args.at(-1));
    return control.saveAnswers.shift() ?? { canceled: true, filePath: '' };
  },
};
/** See Electron's `shell`. */
export const shell: Pick<Electron.Shell, 'showItemInFolder'> = { showItemInFolder: (path) => record('showItemInFolder', path) };
/** See Electron's `Menu`. */
export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (menu: unknown) => record('setApplicationMenu', menu),
};
