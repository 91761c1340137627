import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { depthFromDifferences } from '../../../shared/stage/modalities/depth-rows.ts';
import {
  type FramePackFormat,
  framePackEndMagic,
  framePackFootBytes,
  framePackHeadBytes,
  framePackKinds,
  framePackMagic,
  framePackVersion,
} from '../../../shared/stage/modalities/frame-pack.ts';
import { idsFromRuns } from '../../../shared/stage/modalities/mask-runs.ts';
import { packModalities } from '../../../shared/stage/modalities/modality-names.ts';
import { openError } from '../procthor/open-error.ts';

const inflateZlib = promisify(inflate);

/** 8192 x 8192: a picture that claims more would have its frames inflated to gigabytes. */
const mostPixels = 2 ** 26;

/** An open frame pack: exact numbers per pixel, any frame at a time. */
export interface FramePack extends FramePackFormat {
  readonly frameCount: number;
  /** Ids or millimetres of one frame, 0-based, row by row from the top. @throws AppError `input.invalid` for a frame it does not have, `file.malformed`. */
  readFrame(frame: number): Promise<Uint16Array>;
  /** The same before it is decoded: mask runs or depth differences. */
  readEncoded(frame: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens `masks__N.slf` or `metric_depth__N.slf` and checks its frame: head, end and index.
 *
 * @throws AppError `file.missing`, `file.unreadable`, `file.truncated`, `file.malformed`, `input.unsupported`.
 */
export async function openFramePack(file: string): Promise<FramePack> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw openError(file, cause);
  });
  try {
    const format = await readHead(handle, file);
    const offsets = await readIndex(handle, file);
    return {
      ...format,
      frameCount: offsets.length - 1,
      readFrame: (frame) => readFrame(handle, file, format, offsets, frame),
      readEncoded: (frame) => readEncoded(handle, file, format, offsets, frame),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error instanceof AppError ? error : openError(file, error);
  }
}

async function readHead(handle: FileHandle, file: string): Promise<FramePackFormat> {
  const head = await readBytes(handle, file, 0, framePackHeadBytes);
  if (textAt(head, 0) !== framePackMagic) throw refusal('file.malformed', file, 'is no frame pack of Sightline');
  const [version = 0, kindNumber, widthPx = 0, heightPx = 0] = [8, 10, 12, 14].map((at) => head.readUInt16LE(at));
  const kind = packModalities.find((name) => framePackKinds[name] === kindNumber);
  if (version > framePackVersion || kind === undefined) {
    throw refusal('input.unsupported', file, `was written by a newer version of Sightline (format ${version}, kind ${kindNumber})`);
  }
  if (version === 0 || widthPx === 0 || heightPx === 0) throw refusal('file.malformed', file, 'has a damaged head');
  if (widthPx * heightPx > mostPixels) throw refusal('file.malformed', file, `claims pictures of ${widthPx} x ${heightPx} pixels`);
  return { kind, widthPx, heightPx };
}

/** Where each frame begins, and where the last one ends. */
async function readIndex(handle: FileHandle, file: string): Promise<number[]> {
  const { size } = await handle.stat();
  const footAt = size - framePackFootBytes;
  if (footAt < framePackHeadBytes) throw cutOff(file);
  const foot = await readBytes(handle, file, footAt, framePackFootBytes);
  if (textAt(foot, 4) !== framePackEndMagic) throw cutOff(file);
  const frameCount = foot.readUInt32LE(0);
  const indexAt = footAt - 4 * frameCount;
  if (indexAt < framePackHeadBytes) throw refusal('file.malformed', file, 'has a damaged index');
  const index = await readBytes(handle, file, indexAt, 4 * frameCount);
  const offsets = [framePackHeadBytes];
  for (let frame = 0; frame < frameCount; frame += 1) offsets.push((offsets[frame] as number) + index.readUInt32LE(4 * frame));
  if (offsets.at(-1) !== indexAt) throw refusal('file.malformed', file, 'has an index that does not fit its frames');
  return offsets;
}

async function readFrame(
  handle: FileHandle,
  file: string,
  format: FramePackFormat,
  offsets: readonly number[],
  frame: number,
): Promise<Uint16Array> {
  const { kind, widthPx, heightPx } = format;
  const decode = kind === 'masks' ? idsFromRuns : depthFromDifferences;
  const pixels = decode(await readEncoded(handle, file, format, offsets, frame), widthPx, heightPx);
  if (pixels === null) throw damaged(file, frame);
  return pixels;
}

async function readEncoded(
  handle: FileHandle,
  file: string,
  { widthPx, heightPx }: FramePackFormat,
  offsets: readonly number[],
  frame: number,
): Promise<Uint8Array> {
  const [from, to] = [offsets[frame], offsets[frame + 1]];
  if (from === undefined || to === undefined) {
    throw new AppError('input.invalid', `${file} has frames 0 to ${offsets.length - 2}, not ${frame}.`, { where: { file } });
  }
  const packed = await readBytes(handle, file, from, to - from);
  // More than any encoding of a frame takes: a damaged stream cannot fill the memory.
  const maxOutputLength = 5 * widthPx * heightPx + 8;
  const bytes = await inflateZlib(packed, { maxOutputLength }).catch(() => null);
  if (bytes === null) throw damaged(file, frame);
  return bytes;
}

function damaged(file: string, frame: number): AppError {
  return refusal('file.malformed', file, `is damaged in frame ${frame}; its other frames can be read`);
}

async function readBytes(handle: FileHandle, file: string, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw cutOff(file);
  return buffer;
}

function textAt(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 8);
}

function cutOff(file: string): AppError {
  return refusal('file.truncated', file, 'was cut off before its end');
}

function refusal(code: ErrorCode, file: string, what: string): AppError {
  return new AppError(code, `${file} ${what}. Nothing was changed; generate the house again or fetch the file again.`, { where: { file } });
}
