import type { Material, Primitive, Texture } from '@gltf-transform/core';
import { decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';

type Color = readonly [red: number, green: number, blue: number];

/** A texture reduced to a few colours in linear light: all that vertices can carry. */
interface SmallImage {
  readonly sidePx: number;
  readonly pixels: readonly Color[];
}

/** Vertices sample this many averaged squares along each side of a texture. */
const gridPx = 24;
const jpegLimits = { useTArray: true, maxResolutionInMP: 40, maxMemoryUsageInMB: 512 } as const;

/**
 * What a vertex of a material looks like, sRGB 0-255: its base colour times its texture there times its own colour. A texture that
 * cannot be decoded here (WebP, KTX2, broken) counts as white.
 */
export function surfacePainter(material: Material | null): (primitive: Primitive, vertex: number) => [number, number, number] {
  const factor = material?.getBaseColorFactor() ?? [0.7, 0.7, 0.7, 1];
  const image = smallImageOf(material?.getBaseColorTexture() ?? null);
  const uvName = `TEXCOORD_${material?.getBaseColorTextureInfo()?.getTexCoord() ?? 0}`;
  return (primitive, vertex) => {
    const uv = image === null ? undefined : primitive.getAttribute(uvName)?.getElement(vertex, []);
    const texel = image === null ? ([1, 1, 1] as const) : sample(image, uv?.[0] ?? 0.5, uv?.[1] ?? 0.5);
    const own = primitive.getAttribute('COLOR_0')?.getElement(vertex, []) ?? [1, 1, 1];
    const channel = (k: 0 | 1 | 2): number => byteFromLinear((factor[k] ?? 1) * texel[k] * (own[k] ?? 1));
    return [channel(0), channel(1), channel(2)];
  };
}

function smallImageOf(texture: Texture | null): SmallImage | null {
  const bytes = texture?.getImage() ?? null;
  if (texture === null || bytes === null) return null;
  try {
    const { width, height, data, channels, max } = decodeImage(bytes, texture.getMimeType());
    const at = (x: number, y: number, k: number): number => {
      const offset = (y * width + x) * channels;
      return linearFromUnit((data[offset + (channels < 3 ? 0 : k)] as number) / max);
    };
    const pixels = Array.from({ length: gridPx * gridPx }, (_, i): Color => {
      const [x0, x1] = bounds(i % gridPx, width);
      const [y0, y1] = bounds(Math.floor(i / gridPx), height);
      const sum: [number, number, number] = [0, 0, 0];
      for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) for (const k of [0, 1, 2] as const) sum[k] += at(x, y, k);
      const count = (x1 - x0) * (y1 - y0);
      return [sum[0] / count, sum[1] / count, sum[2] / count];
    });
    return { sidePx: gridPx, pixels };
  } catch {
    // An odd texture must not cost the model its shape.
    return null;
  }
}

function decodeImage(bytes: Uint8Array, mimeType: string) {
  if (mimeType === 'image/jpeg') {
    const { width, height, data } = decodeJpeg(bytes, jpegLimits);
    return { width, height, data, channels: 4, max: 255 };
  }
  if (mimeType !== 'image/png') throw new Error(`${mimeType} is not decoded`);
  const { width, height, data, channels, depth, palette } = decodePng(bytes);
  if (palette === undefined) return { width, height, data, channels, max: 2 ** depth - 1 };
  if (depth !== 8) throw new Error('packed palettes are not decoded');
  const colors = Uint8Array.from({ length: width * height * 3 }, (_, i) => palette[data[Math.floor(i / 3)] as number]?.[i % 3] ?? 0);
  return { width, height, data: colors, channels: 3, max: 255 };
}

function bounds(cell: number, length: number): [from: number, to: number] {
  const from = Math.min(length - 1, Math.floor((cell * length) / gridPx));
  return [from, Math.max(from + 1, Math.floor(((cell + 1) * length) / gridPx))];
}

/** Nearest square; textures repeat. */
function sample({ sidePx, pixels }: SmallImage, u: number, v: number): Color {
  const cell = (t: number): number => Math.min(sidePx - 1, Math.floor((t - Math.floor(t)) * sidePx));
  return pixels[cell(v) * sidePx + cell(u)] ?? [1, 1, 1];
}

function linearFromUnit(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function byteFromLinear(value: number): number {
  const unit = Math.min(1, Math.max(0, value));
  return Math.round(255 * (unit <= 0.0031308 ? 12.92 * unit : 1.055 * unit ** (1 / 2.4) - 0.055));
}
