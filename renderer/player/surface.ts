/** The canvas that frames are painted on. Its `data-frame` names the frame whose picture it holds, and is empty while it holds none. */
export interface Surface {
  attach(canvas: HTMLCanvasElement | null): void;
  /** Draws now, in this tick. */
  paint(frame: number, image: ImageBitmap | HTMLVideoElement): void;
  /** Takes the picture away, so that no other frame's is taken for it. */
  blank(): void;
}

/** A surface without a canvas. */
export function createSurface(): Surface {
  let canvas: HTMLCanvasElement | null = null;
  return {
    attach: (next) => {
      canvas = next;
    },
    paint: (frame, image) => {
      if (canvas === null) return;
      const [width, height] = image instanceof HTMLVideoElement ? [image.videoWidth, image.videoHeight] : [image.width, image.height];
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      canvas.getContext('2d', { alpha: false })?.drawImage(image, 0, 0);
      canvas.dataset['frame'] = String(frame);
    },
    blank: () => {
      if (canvas === null) return;
      canvas.getContext('2d', { alpha: false })?.clearRect(0, 0, canvas.width, canvas.height);
      canvas.dataset['frame'] = '';
    },
  };
}
