/** What a container's index says of one packet. */
export interface PacketStamp {
  /** Presentation time in seconds, exactly as the container library gives it: asking for it again finds the same packet. */
  readonly timeS: number;
  /** The same in whole microseconds, as decoders hand it back. */
  readonly timestampUs: number;
  /** True when it decodes without the packets before it. */
  readonly isKey: boolean;
}

/**
 * Times of a video's pictures in the order in which they are presented; position = frame index. Packets before time 0 (hidden by an edit list) are
 * decoded on the way to others but are no frames.
 */
export interface FrameTable {
  readonly timestampsUs: readonly number[];
  /** Frame index by timestamp. */
  readonly frameByTimestamp: ReadonlyMap<number, number>;
  /** For each frame, the first frame that is decoded from the same key frame. */
  readonly groupStart: readonly number[];
  /** For each frame, the time in seconds of the key frame that decoding starts from; negative where that one is hidden. */
  readonly keyTimeS: readonly number[];
  /** Why a timestamp does not prove a frame here, as a sentence; null where it does. */
  readonly fault: string | null;
}

/** Codecs whose pictures come in the order of their packets, so that time must grow from packet to packet. */
const codecsInOrder: ReadonlySet<string> = new Set(['vp8', 'vp9', 'av1']);

/** The table of a video's packets, given in decode order; `codec` is the container library's short name, null where unknown. */
export function frameTableFrom(packets: readonly PacketStamp[], codec: string | null): FrameTable {
  const sorted = packets.filter(({ timestampUs }) => timestampUs >= 0).sort((a, b) => a.timestampUs - b.timestampUs);
  const timestampsUs = sorted.map((packet) => packet.timestampUs);
  const frameByTimestamp = new Map(timestampsUs.map((timestampUs, frame) => [timestampUs, frame]));
  const hiddenKeys = packets.filter(({ timestampUs, isKey }) => isKey && timestampUs < 0).map(({ timeS }) => timeS);
  let group = { start: 0, keyTimeS: hiddenKeys.length > 0 ? Math.max(...hiddenKeys) : (sorted[0]?.timeS ?? 0) };
  const groups = sorted.map((packet, frame) => {
    if (packet.isKey) group = { start: frame, keyTimeS: packet.timeS };
    return group;
  });
  return {
    timestampsUs,
    frameByTimestamp,
    groupStart: groups.map(({ start }) => start),
    keyTimeS: groups.map(({ keyTimeS }) => keyTimeS),
    fault: findFault(packets, frameByTimestamp.size === sorted.length, codec),
  };
}

function findFault(packets: readonly PacketStamp[], isUnique: boolean, codec: string | null): string | null {
  if (!isUnique) return 'Two frames of the video carry the same timestamp.';
  if (codec === null || !codecsInOrder.has(codec)) return null;
  const isGrowing = packets.every(({ timestampUs }, at) => at === 0 || timestampUs > (packets[at - 1] as PacketStamp).timestampUs);
  return isGrowing ? null : 'Timestamps of the video run backwards.';
}

/** Frames per second, rounded to thousandths; null for fewer than two frames, or where all have one time. */
export function frameRateOf({ timestampsUs }: FrameTable): number | null {
  const count = timestampsUs.length;
  if (count < 2) return null;
  const spanS = ((timestampsUs[count - 1] as number) - (timestampsUs[0] as number)) / 1e6;
  return spanS > 0 ? Math.round(((count - 1) / spanS) * 1000) / 1000 : null;
}

/** True when every frame lasts as long as the others, to within `toleranceUs` (containers round: WebM to a millisecond). */
export function isConstantRate({ timestampsUs }: FrameTable, toleranceUs = 1500): boolean {
  const count = timestampsUs.length;
  if (count < 3) return true;
  const first = timestampsUs[0] as number;
  const stepUs = ((timestampsUs[count - 1] as number) - first) / (count - 1);
  return timestampsUs.every((timestampUs, frame) => Math.abs(timestampUs - first - frame * stepUs) <= toleranceUs);
}
