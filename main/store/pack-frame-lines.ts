import type { BytePlace } from '../formats/shard-place.ts';
import type { FrameLines } from '../formats/shard-reader.ts';

/** Columns of a trajectory that say where its frames' lines lie. */
export interface FrameLineColumns {
  readonly frame_source: string | null;
  /** Uint32, as this machine has them: a workspace does not move between byte orders. */
  readonly frame_starts: Uint8Array | null;
  readonly bounds_starts: Uint8Array | null;
}

interface FrameSource {
  readonly annotations: BytePlace;
  readonly bounds: BytePlace | null;
}

/** The columns for a trajectory's lines; all null where it has none. */
export function packFrameLines(lines: FrameLines | null): FrameLineColumns {
  if (lines === null) return { frame_source: null, frame_starts: null, bounds_starts: null };
  const source: FrameSource = { annotations: lines.annotations.place, bounds: lines.bounds?.place ?? null };
  return {
    frame_source: JSON.stringify(source),
    frame_starts: bytesOf(lines.annotations.starts),
    bounds_starts: lines.bounds === null ? null : bytesOf(lines.bounds.starts),
  };
}

/** The inverse of {@link packFrameLines}. */
export function unpackFrameLines({ frame_source, frame_starts, bounds_starts }: FrameLineColumns): FrameLines | null {
  if (frame_source === null || frame_starts === null) return null;
  const { annotations, bounds } = JSON.parse(frame_source) as FrameSource;
  const hasBounds = bounds !== null && bounds_starts !== null;
  return {
    annotations: { place: annotations, starts: startsOf(frame_starts) },
    bounds: hasBounds ? { place: bounds, starts: startsOf(bounds_starts) } : null,
  };
}

function bytesOf(starts: Uint32Array): Uint8Array {
  return new Uint8Array(starts.buffer, starts.byteOffset, starts.byteLength);
}

function startsOf(bytes: Uint8Array): Uint32Array {
  // Copied, because a blob may start at an address that integers cannot.
  return new Uint32Array(new Uint8Array(bytes).buffer);
}
