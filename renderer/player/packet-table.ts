import { EncodedPacketSink, type InputVideoTrack } from 'mediabunny';
import { type FrameTable, frameTableFrom, type PacketStamp } from '../../shared/video/frame-table.ts';

/** Reads the times and key frames of a track from its index, without the packets' data. */
export async function readFrameTable(track: InputVideoTrack): Promise<FrameTable> {
  const packets: PacketStamp[] = [];
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    packets.push({ timeS: packet.timestamp, timestampUs: packet.microsecondTimestamp, isKey: packet.type === 'key' });
  }
  return frameTableFrom(packets, await track.getCodec());
}
