import { ALL_FORMATS, Input, type InputVideoTrack, UrlSource } from 'mediabunny';
import type { FrameTable } from '../../shared/video/frame-table.ts';
import { sentenceOf, VideoError } from './frame-source.ts';
import { readFrameTable } from './packet-table.ts';

/** A video that was opened, and its index; what a decoder or an element needs to show it. */
export interface OpenedVideo {
  readonly input: Input;
  readonly track: InputVideoTrack;
  readonly table: FrameTable;
  /** Size as displayed: rotation and pixel shape applied. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Encoded bytes of one file kept in memory at most. */
const maxFileBytes = 32 * 2 ** 20;

/** Opens a video by range requests and reads its index. Throws {@link VideoError} where there is nothing to play. */
export async function openVideo(url: string): Promise<OpenedVideo> {
  const input = new Input({
    source: new UrlSource(url, {
      // The browser's cache lets one request at a time at a file; others wait behind it, for seconds.
      requestInit: { cache: 'no-store' },
      maxCacheSize: maxFileBytes,
      getRetryDelay: (attempts) => (attempts < 2 ? 0.3 : null),
      // Reading ahead failed: whoever needs the bytes will ask again and hear of it.
      handleUnhandledError: () => undefined,
    }),
    formats: ALL_FORMATS,
  });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw await noTrack(input);
    const table = await readFrameTable(track);
    if (table.timestampsUs.length === 0) throw new VideoError('The video holds no frame.', 'file');
    return { input, track, table, widthPx: await track.getDisplayWidth(), heightPx: await track.getDisplayHeight() };
  } catch (error) {
    input.dispose();
    throw error instanceof VideoError ? error : new VideoError(sentenceOf(error), 'file', error);
  }
}

async function noTrack(input: Input): Promise<VideoError> {
  const others = await input.getTracks();
  return others.length > 0
    ? new VideoError('The file has no video track, only sound.', 'file')
    : new VideoError('The file has no index of its frames: it is incomplete.', 'file');
}

/** Why WebCodecs cannot decode a track here, naming the codec; null where it can. */
export async function decodingObstacle(track: InputVideoTrack): Promise<VideoError | null> {
  const codec = (await track.getCodecParameterString()) ?? String((await track.getInternalCodecId()) ?? 'an unknown codec');
  if (typeof VideoDecoder === 'undefined') {
    return new VideoError(`This browser has no WebCodecs to decode ${codec} with.`, 'codec');
  }
  return (await track.canDecode()) ? null : new VideoError(`This machine cannot decode the codec ${codec}.`, 'codec');
}
