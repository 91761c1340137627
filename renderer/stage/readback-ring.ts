/** A picture that was drawn: which colour attachment of which framebuffer. */
export interface ReadPlace {
  readonly framebuffer: WebGLFramebuffer;
  readonly attachment: 0 | 1;
}

/** Reads finished pictures two frames late, so that the GPU is never waited for. */
export interface ReadbackRing {
  /** True when the next `push` would overwrite a picture nobody has read. */
  readonly isFull: boolean;
  readonly isEmpty: boolean;
  /** Starts the transfer of a frame: its colour and its ids from two places of the ring's size. */
  push(color: ReadPlace, ids: ReadPlace): void;
  /** Fetches the oldest frame under way into the two arrays (RGBA8 each, four bytes per pixel). */
  shift(color: Uint8Array, ids: Uint8Array): void;
  dispose(): void;
}

/**
 * Three pairs of pixel buffers. No fence is polled: by the time a slot is needed again its transfer is done, and polling was measured
 * slower than plain synchronous reads.
 */
export function createReadbackRing(gl: WebGL2RenderingContext, widthPx: number, heightPx: number): ReadbackRing {
  const slotCount = 3;
  const makeBuffer = (): WebGLBuffer => {
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, widthPx * heightPx * 4, gl.STREAM_READ);
    return buffer;
  };
  const slots = Array.from({ length: slotCount }, () => ({ color: makeBuffer(), ids: makeBuffer() }));
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  let pushed = 0;
  let shifted = 0;
  const slotAt = (count: number) => slots[count % slotCount] as (typeof slots)[number];

  const startRead = ({ framebuffer, attachment }: ReadPlace, into: WebGLBuffer) => {
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, framebuffer);
    gl.readBuffer(gl.COLOR_ATTACHMENT0 + attachment);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, into);
    gl.readPixels(0, 0, widthPx, heightPx, gl.RGBA, gl.UNSIGNED_BYTE, 0);
  };
  const fetchInto = (from: WebGLBuffer, into: Uint8Array) => {
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, from);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, into);
  };

  return {
    get isFull() {
      return pushed - shifted === slotCount;
    },
    get isEmpty() {
      return pushed === shifted;
    },
    push(color, ids) {
      const slot = slotAt(pushed);
      pushed += 1;
      startRead(color, slot.color);
      startRead(ids, slot.ids);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
      gl.flush();
    },
    shift(color, ids) {
      const slot = slotAt(shifted);
      shifted += 1;
      fetchInto(slot.color, color);
      fetchInto(slot.ids, ids);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    },
    dispose() {
      for (const slot of slots) {
        gl.deleteBuffer(slot.color);
        gl.deleteBuffer(slot.ids);
      }
    },
  };
}
