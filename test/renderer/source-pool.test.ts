import { expect, it, vi } from 'vitest';
import type { FrameSource } from '../../renderer/player/frame-source.ts';
import { openSource } from '../../renderer/player/open-source.ts';
import { createSourcePool } from '../../renderer/player/source-pool.ts';

vi.mock('../../renderer/player/open-source.ts', () => ({ openSource: vi.fn() }));

it('a video that is asked for anew joins no attempt that is under way and about to fail', async () => {
  const attempts = [Promise.withResolvers<FrameSource>(), Promise.withResolvers<FrameSource>()] as const;
  for (const { promise } of attempts) vi.mocked(openSource).mockReturnValueOnce(promise);
  const pool = createSourcePool();
  const request = { url: '/video', frameCount: 9, fps: 10 };
  const prefetched = pool.take(request).catch((error: Error) => error.message);
  const anew = pool.take(request, true);
  const joined = pool.take(request);
  attempts[0].reject(new Error('not there'));
  const source = { close: vi.fn() } as unknown as FrameSource;
  attempts[1].resolve(source);
  expect(await Promise.all([prefetched, anew, joined])).toEqual(['not there', source, source]);
  expect(openSource).toHaveBeenCalledTimes(2);
  pool.close();
  await vi.waitFor(() => expect(source.close).toHaveBeenCalledTimes(1));
});
