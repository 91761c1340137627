import { stat } from 'node:fs/promises';
import { EncodedPacketSink, FilePathSource, Input, type InputVideoTrack, MP4, WEBM } from 'mediabunny';
import { AppError } from '../../../shared/errors.ts';
import { type FrameTable, frameRateOf, frameTableFrom, isConstantRate, type PacketStamp } from '../../../shared/video/frame-table.ts';
import { type BytePlace, shardFile } from '../shard-place.ts';

/** What a video file says of itself. */
export interface VideoFacts {
  /** Frames that are presented: what an edit list hides does not count. */
  readonly frameCount: number;
  readonly fps: number;
  readonly isConstantRate: boolean;
  /** As displayed. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Why timestamps prove no frame, as a sentence; null where they do. */
  readonly fault: string | null;
  /** True where the file ends before the last frame that its index names. */
  readonly isCut: boolean;
  /** As the file names it; `isUnknown` where no browser decodes it. */
  readonly codec: { readonly name: string; readonly isUnknown: boolean };
  readonly sizeBytes: number;
}

/** SIMS-V's rate, where a video is too short to tell. */
export const simsvFps = 10;

/**
 * Reads a video's frames from its index, without decoding, as the player does.
 *
 * @throws AppError `file.malformed` where it is no playable MP4 or WebM.
 */
export async function readVideoFacts(shard: string, place: BytePlace): Promise<VideoFacts> {
  const file = shardFile(shard, place.file);
  const whole = new FilePathSource(file);
  const source = place.offset === undefined ? whole : whole.slice(place.offset, place.length);
  const input = new Input({ formats: [MP4, WEBM], source });
  try {
    const size = place.length ?? (await stat(file)).size;
    if (size === 0) throw new Error('the file is empty');
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw new Error('it has no video track');
    const table = await readFrameTable(track);
    if (table.timestampsUs.length === 0) throw new Error('it has no frame');
    return {
      frameCount: table.timestampsUs.length,
      fps: frameRateOf(table) ?? simsvFps,
      isConstantRate: isConstantRate(table),
      widthPx: await track.getDisplayWidth(),
      heightPx: await track.getDisplayHeight(),
      fault: table.fault,
      codec: { name: String((await track.getCodec()) ?? (await track.getInternalCodecId())), isUnknown: (await track.getCodec()) === null },
      isCut: (await new EncodedPacketSink(track).getPacket(Number.POSITIVE_INFINITY)) === null,
      sizeBytes: size,
    };
  } catch (cause) {
    const message = `The video is not a playable MP4 or WebM (${(cause as Error).message}). Its questions can be reviewed on the map.`;
    throw new AppError('file.malformed', message, { where: { file: place.file }, cause });
  } finally {
    input.dispose();
  }
}

async function readFrameTable(track: InputVideoTrack): Promise<FrameTable> {
  const packets: PacketStamp[] = [];
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    packets.push({ timeS: packet.timestamp, timestampUs: packet.microsecondTimestamp, isKey: packet.type === 'key' });
  }
  return frameTableFrom(packets, await track.getCodec());
}
