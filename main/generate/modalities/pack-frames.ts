import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { CameraIntrinsics } from '../../../shared/model/trajectory.ts';
import { createFramePackEncoder } from '../../../shared/stage/modalities/frame-pack.ts';
import type { FramePixels } from '../../../shared/stage/modalities/frame-pixels.ts';
import { type Modality, packModalities } from '../../../shared/stage/modalities/modality-names.ts';
import type { RenderSink } from '../../render/queued-job.ts';

const compressZlib = promisify<Uint8Array, Buffer<ArrayBuffer>>(deflate);

/** Writes the frame packs of a recording in this process. */
export interface FramePacker {
  /** Takes the next frame; its pixels may change once the promise has settled. */
  add(frame: FramePixels): Promise<void>;
  /** Ends the files and returns the bytes of each. */
  finish(): Promise<Partial<Record<Modality, number>>>;
}

/** Starts the frame packs among the wanted modalities; the videos among them are left to whoever can encode. */
export async function createFramePacker(wanted: readonly Modality[], camera: CameraIntrinsics, sink: RenderSink): Promise<FramePacker> {
  const { widthPx, heightPx } = camera;
  const packs = packModalities
    .filter((kind) => wanted.includes(kind))
    .map((kind) => ({ kind, encoder: createFramePackEncoder({ kind, widthPx, heightPx }, compressZlib), bytes: 0 }));
  const write = async (pack: (typeof packs)[number], piece: Uint8Array) => {
    const offset = pack.bytes;
    pack.bytes += piece.byteLength;
    await sink.video(offset, piece, pack.kind);
  };
  for (const pack of packs) await write(pack, pack.encoder.head);
  return {
    async add({ ids, depthMm }) {
      for (const pack of packs) await write(pack, await pack.encoder.add(pack.kind === 'masks' ? ids : (depthMm as Uint16Array)));
    },
    async finish() {
      for (const pack of packs) await write(pack, pack.encoder.finish());
      return Object.fromEntries(packs.map(({ kind, bytes }) => [kind, bytes]));
    },
  };
}
