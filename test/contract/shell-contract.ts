import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A started host: the studio page on the bundled sample. */
export interface LaunchedShell {
  readonly studio: Page;
  close(): Promise<void>;
}

/**
 * What every host of the studio must do, whatever carries it: the stand-in for Electron, the browser host, Electron itself. Asserts on the page only.
 *
 * @param more - registers tests of one host alone, while its studio is open.
 */
export function shellContract(name: string, launch: () => Promise<LaunchedShell>, more?: (studioPage: () => Page) => void): void {
  describe(name, () => {
    let shell: LaunchedShell;
    let studio: Page;
    const errors: string[] = [];
    beforeAll(async () => {
      shell = await launch();
      studio = shell.studio;
      studio.on('pageerror', (error) => errors.push(error.message));
      await studio.waitForLoadState();
    });
    afterAll(async () => {
      await shell?.close();
    });

    test('shows the studio on the sample without a page error', async () => {
      await studio.getByRole('main').waitFor();
      await expect.poll(() => studio.title()).toContain('Sightline');
      expect(errors).toEqual([]);
    });

    test('answers the API with JSON that says its type and length', async () => {
      const answer = await studio.evaluate(async () => {
        const response = await fetch('/api/workspace');
        return {
          status: response.status,
          type: response.headers.get('content-type'),
          sniff: response.headers.get('x-content-type-options'),
          body: await response.json(),
        };
      });
      expect(answer).toMatchObject({ status: 200, sniff: 'nosniff', body: { isOpen: true } });
      expect(answer.type).toContain('application/json');
    });

    test('answers an unknown address with a problem document', async () => {
      const answer = await studio.evaluate(async () => {
        const response = await fetch('/api/nowhere');
        return { status: response.status, type: response.headers.get('content-type'), code: (await response.json()).code };
      });
      expect(answer).toEqual({ status: 404, type: expect.stringContaining('application/problem+json'), code: 'not-found' });
    });

    test('serves byte ranges of a video, so that it seeks', async () => {
      const answer = await studio.evaluate(async () => {
        let rows: { trajectoryId: string }[] = [];
        // The first import goes on behind the studio.
        while (rows.length === 0) ({ rows } = await (await fetch('/api/questions?limit=1')).json());
        const url = `/media/trajectories/${rows[0]?.trajectoryId}/video`;
        const part = await fetch(url, { headers: { range: 'bytes=100-199' } });
        const beyond = await fetch(url, { headers: { range: 'bytes=999999999-' } });
        return {
          status: part.status,
          bytes: (await part.arrayBuffer()).byteLength,
          range: part.headers.get('content-range'),
          beyond: beyond.status,
        };
      });
      expect(answer).toEqual({ status: 206, bytes: 100, range: expect.stringMatching(/^bytes 100-199\/\d+$/), beyond: 416 });
    });

    test('streams events to the page', async () => {
      const state = await studio.evaluate(
        () =>
          new Promise((resolve) => {
            const events = new EventSource('/api/events');
            events.onopen = () => {
              resolve(events.readyState);
              events.close();
            };
            events.onerror = () => resolve('error');
          }),
      );
      expect(state).toBe(1);
    });

    test('takes an upload as a Blob and refuses it politely where no job wants it', async () => {
      const answer = await studio.evaluate(async () => {
        const response = await fetch('/api/render/jobs/none/video?offset=0', { method: 'POST', body: new Blob([new Uint8Array(1 << 20)]) });
        return { status: response.status, code: (await response.json()).code };
      });
      expect(answer).toEqual({ status: 404, code: 'not-found' });
    });

    more?.(() => studio);
  });
}
