import type { Browser, Page } from 'playwright-core';
import { AppError } from '../../shared/errors.ts';
import type { RenderPage, RenderPagePort } from '../ports/render-pages.ts';
import { findChromium, packagedChromiumFolder } from './find-chromium.ts';

/**
 * Render pages in a headless Chromium driven by playwright. One browser serves all pages; it starts with the first and ends with the last.
 * Without `executable` the browser is found by {@link findChromium} when it is first needed.
 *
 * @param options.renderUrl - address of the render page; must be a secure context (https or loopback), which WebCodecs needs.
 */
export function createChromiumPages(options: { readonly renderUrl: string; readonly executable?: string }): RenderPagePort {
  let browser: Promise<Browser> | null = null;
  let pageCount = 0;

  const leave = async () => {
    pageCount -= 1;
    if (pageCount > 0 || browser === null) return;
    const last = browser;
    browser = null;
    await last.then((b) => b.close()).catch(() => undefined);
  };

  const enter = async (): Promise<Page> => {
    pageCount += 1;
    browser ??= launch(options.executable);
    const launched = browser;
    try {
      const running = await launched;
      running.once('disconnected', () => {
        if (browser === launched) browser = null;
      });
      return await running.newPage();
    } catch (cause) {
      await leave();
      throw noPage(cause);
    }
  };

  return {
    async open() {
      const page = await enter();
      const renderPage = watchPage(page, leave);
      try {
        const response = await page.goto(options.renderUrl);
        if (response?.ok() === false)
          throw new AppError('render.no-page', `The render page answered ${response.status()}; build the pages first (npm run build).`);
      } catch (cause) {
        await renderPage.close();
        throw noPage(cause);
      }
      return renderPage;
    },
  };
}

function noPage(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
  return new AppError('render.no-page', `Chromium could not open the render page: ${message}`, { cause });
}

function watchPage(page: Page, leave: () => Promise<void>): RenderPage {
  const { promise: gone, resolve } = Promise.withResolvers<string>();
  let left: Promise<void> | null = null;
  const end = (reason: string): Promise<void> => {
    resolve(reason);
    left ??= page
      .close()
      .catch(() => undefined)
      .then(leave);
    return left;
  };
  page.once('crash', () => void end('its process crashed'));
  page.once('close', () => void end('it was closed'));
  return { gone, close: () => end('it was closed') };
}

async function launch(executable: string | undefined): Promise<Browser> {
  const executablePath = executable ?? (await findChromium()).executable;
  const { chromium } = await import('playwright-core').catch((cause: unknown) => {
    throw new AppError('render.no-page', 'playwright-core, which drives Chromium, is not installed. Run npm install.', { cause });
  });
  // Chromium refuses its sandbox to root, as in most containers, and the packaged build lacks the system's leave for one. All others keep it.
  const chromiumSandbox = process.getuid?.() !== 0 && !executablePath.startsWith(packagedChromiumFolder());
  // Playwright would end this process at Ctrl+C, before the run has tidied up behind itself.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath, args: chromiumArguments(), chromiumSandbox, ...signals });
}

/** Software WebGL is asked for by name on Linux: Chromium is removing the automatic fallback, and its pictures are the same on every machine. */
function chromiumArguments(): string[] {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  const webgl = process.platform === 'linux' ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : ['--enable-unsafe-swiftshader'];
  return ['--headless=new', ...webgl, ...quiet];
}
