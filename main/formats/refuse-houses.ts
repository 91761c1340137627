import { open } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import { listFiles } from './records/list-files.ts';
import { shardFile } from './shard-place.ts';

const startBytes = 1 << 18;

/** Says of ProcTHOR houses what can be done with them: they hold no questions yet. @throws AppError `input.unsupported`. */
export async function refuseHouses(shard: string): Promise<void> {
  for (const file of (await listFiles(shard, ['.json', '.jsonl'], 'look')).slice(0, 5)) {
    if (!(await looksLikeHouse(shardFile(shard, file)))) continue;
    const message = `${shard} holds houses (ProcTHOR), and no questions about them yet. Make walkthroughs and questions first: sightline generate --houses "${shard}" --out <folder>; then import that folder.`;
    throw new AppError('input.unsupported', message, { where: { file: shard } });
  }
}

async function looksLikeHouse(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(startBytes), 0, startBytes, 0);
    const text = buffer.toString('utf8', 0, bytesRead);
    return /"proceduralParameters"\s*:/.test(text) || (/"(rooms|walls)"\s*:\s*\[/.test(text) && /"(floorPolygon|polygon)"\s*:/.test(text));
  } finally {
    await handle.close();
  }
}
