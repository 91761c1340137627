/** Tells packets that no other picture is predicted from: a decoder may be spared them where nobody wants to see them. */
export type IsDisposable = (data: Uint8Array) => boolean;

/** Units of an H.264 stream, by number (ITU-T H.264, table 7-1), that say nothing of other pictures. */
const [slice, sei, delimiter, filler] = [1, 6, 9, 12];

/**
 * A test for the packets of a track; null where its codec or packing does not say so in plain sight. H.264 does, in the head of every unit: `nal_ref_idc`
 * is 0 in all slices of a picture that is no reference. (VP9 and AV1 would need their whole frame headers read: a picture that is never shown again may
 * still change the probabilities that later ones are decoded with.)
 */
export function disposableTest(codec: string, description: AllowSharedBufferSource | undefined): IsDisposable | null {
  if (codec !== 'avc' || description === undefined) return null;
  const record = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  const lengthBytes = record[0] === 1 ? ((record[4] ?? 0) & 3) + 1 : 0;
  return lengthBytes === 0 ? null : (data) => isDisposableH264(data, lengthBytes);
}

function isDisposableH264(data: Uint8Array, lengthBytes: number): boolean {
  let hasSlice = false;
  for (let at = 0; at < data.length; ) {
    let sizeBytes = 0;
    for (let byte = 0; byte < lengthBytes; byte += 1) sizeBytes = sizeBytes * 256 + (data[at + byte] ?? 0);
    const head = data[at + lengthBytes];
    at += lengthBytes + sizeBytes;
    // Cut short or empty: whatever it is, the decoder shall see it.
    if (head === undefined || sizeBytes === 0 || at > data.length) return false;
    const kind = head & 31;
    if (kind === slice && head >> 5 === 0) hasSlice = true;
    else if (kind !== sei && kind !== delimiter && kind !== filler) return false;
  }
  return hasSlice;
}
