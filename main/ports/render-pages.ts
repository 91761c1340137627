/**
 * Where render pages come from: a hidden BrowserWindow in Electron, a headless Chromium page elsewhere. A page is opened at the backend's
 * `/render` URL and then works by itself (claim, render, post) until the queue tells it to close.
 */
export interface RenderPagePort {
  /** Opens one render page. Rejects with `render.no-page` where none can be had. */
  open(): Promise<RenderPage>;
}

/** An open render page. */
export interface RenderPage {
  /** Settles when the page is gone, for whatever reason; the reason is for people. */
  readonly gone: Promise<string>;
  close(): Promise<void>;
}
