import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBackend } from '../../main/index.ts';
import type { QuestionRow, TrajectoryDetail } from '../../shared/api/index.ts';
import { problemDetailsSchema, type Route, routes } from '../../shared/api/index.ts';
import type { Scene } from '../../shared/model/scene.ts';
import { apiOf, aReviewBackend, queue, type TestBackend } from '../fixtures/a-backend.ts';
import { aFolder, type Dataset } from '../fixtures/a-dataset.ts';

let api: TestBackend & { readonly dataset: Dataset };
let row: QuestionRow;
beforeAll(async () => {
  api = await aReviewBackend({ hasSidecar: true });
  row = (await queue(api)).rows[0] as QuestionRow;
});
afterAll(() => api.backend.close());

const fetchFrom = (address: string, init: RequestInit = {}) => api.backend.fetch(new Request(`http://studio${address}`, init));

describe('every route', () => {
  test.each(Object.entries(routes))('%s answers, with a type, a length and no sniffing', async (_name, route: Route) => {
    const address = route.path.replace(':id', 'nothing-by-this-name');
    const response = await fetchFrom(address, route.method === 'POST' ? { method: 'POST', body: '{}' } : {});
    const type = response.headers.get('content-type') ?? '';
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    if (type.startsWith('text/event-stream')) return response.body?.cancel();
    const body = await response.text();
    expect(Number(response.headers.get('content-length'))).toBe(Buffer.byteLength(body));
    if (response.ok) expect(type).toContain('application/json');
    else {
      expect(type).toContain('application/problem+json');
      const problem = problemDetailsSchema.parse(JSON.parse(body));
      expect(problem.status).toBe(response.status);
      // The address exists, so it is never "nothing at this address".
      expect(problem.detail).not.toContain('There is nothing at');
      expect([...route.errors, 'input.invalid']).toContain(problem.code);
    }
  });

  test('says so without an open workspace', async () => {
    const bare = createBackend({ pagesDir: aFolder() });
    const { codeOf, get } = apiOf(bare);
    expect(await get('/api/workspace')).toMatchObject({ isOpen: false, counts: { questions: 0 } });
    expect(await codeOf('GET', '/api/questions')).toBe('workspace.none-open');
    expect(await codeOf('POST', '/api/import', { paths: ['/nowhere'] })).toBe('workspace.none-open');
    await bare.close();
  });

  test('answers other methods with 405 and other addresses with 404, in the one shape', async () => {
    const [wrong, unknown] = [await fetchFrom('/api/workspace', { method: 'DELETE' }), await fetchFrom('/api/nowhere')];
    expect([wrong.status, problemDetailsSchema.parse(await wrong.json()).code]).toEqual([405, 'method-not-allowed']);
    expect([unknown.status, problemDetailsSchema.parse(await unknown.json()).code]).toEqual([404, 'not-found']);
  });

  test('names the wrong field of a bad request', async () => {
    const response = await fetchFrom('/api/questions?limit=9999');
    expect([response.status, (await response.json()).detail]).toEqual([400, expect.stringContaining('"limit"')]);
    const broken = await fetchFrom('/api/reviewer', { method: 'POST', body: '{' });
    expect((await broken.json()).code).toBe('input.invalid');
  });
});

describe('what the map and the overlays get', () => {
  test('is the scene with its openings and true orientations', async () => {
    const scene = await api.get<Scene>(`/api/scenes/${encodeURIComponent(row.sceneId)}`);
    expect(scene.id).toBe(row.sceneId);
    expect(scene.openings).toHaveLength(2);
    expect(scene.objects.find(({ id }) => id.startsWith('Chair|1'))).toMatchObject({ isOrientationKnown: true });
  });

  test('is the trajectory with one pose per frame, its camera and who was seen when', async () => {
    const trajectory = await api.get<TrajectoryDetail>(`/api/trajectories/${encodeURIComponent(row.trajectoryId)}`);
    expect(trajectory).toMatchObject({ frameCount: 30, fps: 10, camera: { fovYDeg: 59 }, videoFile: 'val/000000/rgb__0.mp4' });
    expect(trajectory.poses.slice(3, 6)).toEqual([1.05, 2, 30]);
    expect(trajectory.sightings[2]).toMatchObject({ objectIndex: 2, firstVisibleFrame: 0, firstSalientFrame: 4, salientFrameCount: 26 });
  });

  test('is any run of frames, cut at the end', async () => {
    const { start, frames } = await api.get<{ start: number; frames: number[][][] }>(
      `/api/trajectories/${encodeURIComponent(row.trajectoryId)}/frames?start=28&count=10`,
    );
    expect([start, frames.length]).toEqual([28, 2]);
    expect(frames[0]?.[2]).toEqual([2, 8870, 0.1, -1, -1, -1, -1]);
  });
});

describe('a video', () => {
  let url: string;
  let whole: Uint8Array;
  beforeAll(() => {
    url = `/media/trajectories/${encodeURIComponent(row.trajectoryId)}/video`;
    whole = new Uint8Array(readFileSync(path.join(api.dataset.dir, 'val/000000/rgb__0.mp4')));
  });

  test.each([
    ['bytes=100-199', 206, 100, 200],
    ['bytes=100-', 206, 100, undefined],
    ['bytes=-50', 206, -50, undefined],
    ['bytes=0-99999999', 206, 0, undefined],
    ['lines=1-2', 200, 0, undefined],
  ])('asked for %s answers %i with just those bytes', async (range, status, start, end) => {
    const response = await fetchFrom(url, { headers: { range } });
    const expected = whole.slice(start, end);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-length')).toBe(String(expected.byteLength));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(expected);
    if (status === 206) expect(response.headers.get('content-range')).toMatch(new RegExp(`/${whole.byteLength}$`));
  });

  test('asked beyond its end answers 416 with its size', async () => {
    const response = await fetchFrom(url, { headers: { range: `bytes=${whole.byteLength}-` } });
    expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${whole.byteLength}`]);
  });

  test('says its length to HEAD without sending it', async () => {
    const response = await fetchFrom(url, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, String(whole.byteLength), '']);
  });

  test('larger than a chunk is streamed, and let go when the page leaves', async () => {
    const { readdirSync, readlinkSync } = await import('node:fs');
    const file = path.join(api.dataset.dir, 'val/000001/rgb__0.mp4');
    const large = new Uint8Array(3_500_000).map((_, index) => index % 251);
    writeFileSync(file, large);
    const address = '/media/trajectories/demo%3Aval%3A000001%3A0/video';
    expect(new Uint8Array(await (await fetchFrom(address)).arrayBuffer())).toEqual(large);

    const reader = (await fetchFrom(address)).body?.getReader();
    expect((await reader?.read())?.value?.byteLength).toBe(1024 * 1024);
    await reader?.cancel();
    const isOpen = () =>
      readdirSync('/proc/self/fd').some((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`) === file;
        } catch {
          return false;
        }
      });
    if (process.platform === 'linux') expect(isOpen()).toBe(false);

    rmSync(file);
    expect((await (await fetchFrom(address)).json()).code).toBe('dataset.missing-video');
  });
});

describe('the event stream', () => {
  test('opens at once, carries what happens, and forgets a page that left', async () => {
    const reader = (await fetchFrom('/api/events')).body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('retry:');
    await api.post('/api/reviewer', { name: 'Ada' });
    expect((await reader?.read())?.value).toBe('data: {"kind":"workspace-changed"}\n\n');
    await reader?.cancel();
    await api.post('/api/reviewer', { name: 'Grace' });
    expect(await api.get('/api/workspace')).toMatchObject({ reviewer: 'Grace' });
  });
});

describe('pages', () => {
  test('carry a policy with a fresh nonce that the page holds too', async () => {
    const pagesDir = aFolder();
    writeFileSync(path.join(pagesDir, 'studio.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
    mkdirSync(path.join(pagesDir, 'assets'));
    writeFileSync(path.join(pagesDir, 'assets', 'studio-1a2b.js'), 'export {}');
    const backend = createBackend({ pagesDir });
    const page = await backend.fetch(new Request('http://studio/'));
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    expect(await page.text()).toBe(`<meta name="csp-nonce" content="${nonce}">`);
    const asset = await backend.fetch(new Request('http://studio/assets/studio-1a2b.js'));
    expect([asset.headers.get('content-type'), await asset.text()]).toEqual(['text/javascript; charset=utf-8', 'export {}']);
    const outside = await backend.fetch(new Request('http://studio/assets/..%2fstudio.html'));
    expect(outside.status).toBe(404);
    await backend.close();
  });

  test('say how to build them where they are missing', async () => {
    const response = await fetchFrom('/');
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('npm run build')]);
  });
});

describe('native powers', () => {
  test('come from the host, and are answered 501 without one', async () => {
    expect((await fetchFrom('/api/native/reveal', { method: 'POST', body: '{"path":"/x"}' })).status).toBe(501);
    const native = { pickFiles: async () => ['/a', '/b'], pickSaveTarget: async () => null, reveal: async () => undefined };
    const desktop = apiOf(createBackend({ pagesDir: aFolder(), native }));
    expect(await desktop.post('/api/native/pick-files', { title: 'Open', kind: 'shard' })).toEqual({ paths: ['/a', '/b'] });
    expect(await desktop.post('/api/native/pick-save-target', { title: 'Save', suggestedName: 'x' })).toEqual({ path: null });
  });
});
