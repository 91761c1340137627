import { EncodedPacketSink, type InputVideoTrack } from 'mediabunny';

/** Timestamps of a video's packets in presentation order; position = frame index. */
export interface PacketTable {
  readonly timestampsUs: readonly number[];
  /** Frame index by timestamp. */
  readonly frameByTimestamp: ReadonlyMap<number, number>;
  /** For each frame, the nearest frame at or before it that decodes alone. */
  readonly keyFrameOf: readonly number[];
}

/** Reads the packet table without the packets' data. Equal timestamps would make frames indistinguishable: they throw. */
export async function readPacketTable(track: InputVideoTrack): Promise<PacketTable> {
  const packets: { timestampUs: number; isKey: boolean }[] = [];
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    packets.push({ timestampUs: packet.microsecondTimestamp, isKey: packet.type === 'key' });
  }
  return packetTableFrom(packets);
}

/** The table of packets in any order (decode order differs from presentation order where there are B-frames). */
export function packetTableFrom(packets: readonly { readonly timestampUs: number; readonly isKey: boolean }[]): PacketTable {
  const sorted = [...packets].sort((a, b) => a.timestampUs - b.timestampUs);
  const timestampsUs = sorted.map((packet) => packet.timestampUs);
  const frameByTimestamp = new Map(timestampsUs.map((timestampUs, frame) => [timestampUs, frame]));
  if (frameByTimestamp.size !== sorted.length) throw new Error('Two frames of the video carry the same timestamp.');
  let keyFrame = 0;
  const keyFrameOf = sorted.map((packet, frame) => {
    if (packet.isKey) keyFrame = frame;
    return keyFrame;
  });
  return { timestampsUs, frameByTimestamp, keyFrameOf };
}
