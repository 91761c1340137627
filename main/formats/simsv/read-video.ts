import { stat } from 'node:fs/promises';
import path from 'node:path';
import { EncodedPacketSink, FilePathSource, Input, MP4 } from 'mediabunny';
import { AppError } from '../../../shared/errors.ts';

/** What a video file says of itself. */
export interface VideoFacts {
  readonly frameCount: number;
  readonly fps: number;
  readonly sizeBytes: number;
}

/** SIMS-V's rate, where a video is too short to tell. */
export const simsvFps = 10;

/**
 * Counts a video's frames from its index, without decoding.
 *
 * @throws AppError `file.malformed` where it is no playable MP4 or was cut off.
 */
export async function readVideoFacts(shard: string, relative: string): Promise<VideoFacts> {
  const file = path.join(shard, ...relative.split('/'));
  const input = new Input({ formats: [MP4], source: new FilePathSource(file) });
  try {
    const { size } = await stat(file);
    if (size === 0) throw new Error('the file is empty');
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw new Error('it has no video track');
    const { packetCount, averagePacketRate } = await track.computePacketStats();
    const last = await new EncodedPacketSink(track).getPacket(Number.POSITIVE_INFINITY);
    if (last === null) throw new Error('the file ends before its last frame');
    const fps = packetCount > 1 && averagePacketRate > 0 ? Math.round(averagePacketRate * 1000) / 1000 : simsvFps;
    return { frameCount: packetCount, fps, sizeBytes: size };
  } catch (cause) {
    const message = `The video is not a playable MP4 (${(cause as Error).message}). Its questions can be reviewed on the map.`;
    throw new AppError('file.malformed', message, { where: { file: relative }, cause });
  } finally {
    input.dispose();
  }
}
