/**
 * A naive three.js recorder of a job, to measure ours against: a mesh per instance with standard materials under two lights, the colour picture with
 * four samples and the ids as a second scene in flat colours, both read back at once. Triangles, counting, masks and encoding are those of the product.
 */
import {
  AmbientLight,
  BufferAttribute,
  BufferGeometry,
  Color,
  DirectionalLight,
  Mesh,
  MeshBasicMaterial,
  MeshStandardMaterial,
  PerspectiveCamera,
  Scene,
  WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import { createVideoRecorder } from '../../renderer/stage/video-recorder.ts';
import { radiansFromDegrees } from '../../shared/geometry/vector.ts';
import type { CameraIntrinsics, Pose } from '../../shared/model/trajectory.ts';
import { compileStage } from '../../shared/stage/compile-stage.ts';
import type { CompiledStage, StageChunk } from '../../shared/stage/compiled-stage.ts';
import { countInstances } from '../../shared/stage/count-instances.ts';
import { createFramePackEncoder } from '../../shared/stage/modalities/frame-pack.ts';
import type { RenderJob, VisibleInstance } from '../../shared/stage/render-job.ts';

/** What a recording with three.js came to. */
export interface ThreeRecording {
  readonly seconds: number;
  readonly videoBytes: number;
  readonly maskBytes: number;
  readonly frames: readonly (readonly VisibleInstance[])[];
}

/** Records a job from compiling the house to the finished video and masks, which are thrown away. */
export async function recordWithThree(job: RenderJob): Promise<ThreeRecording> {
  const startedMs = performance.now();
  const { widthPx, heightPx } = job.camera;
  const recorder = await createVideoRecorder({ ...job.camera, fps: job.fps });
  const masks = createFramePackEncoder({ kind: 'masks', widthPx, heightPx }, compressZlib);
  const painter = createThreePainter(compileStage(job.scene, job.look), job.camera);
  const frames: VisibleInstance[][] = [];
  let maskBytes = 0;
  for (const pose of job.poses) {
    const { rgbx, ids } = painter.draw(pose);
    frames.push(countInstances(ids, widthPx, heightPx));
    const [mask] = await Promise.all([masks.add(ids), recorder.add(rgbx)]);
    maskBytes += mask.length;
  }
  const video = await recorder.finish();
  recorder.dispose();
  painter.dispose();
  return { seconds: (performance.now() - startedMs) / 1000, videoBytes: video.size, maskBytes, frames };
}

function createThreePainter(stage: CompiledStage, camera: CameraIntrinsics) {
  const { widthPx, heightPx } = camera;
  const renderer = new WebGLRenderer({ canvas: new OffscreenCanvas(widthPx, heightPx) });
  const [colors, ids] = [new Scene(), new Scene()];
  const geometries = geometriesByInstance(stage);
  const standard = new MeshStandardMaterial({ vertexColors: true });
  for (const [id, geometry] of geometries) {
    colors.add(new Mesh(geometry, standard));
    const flat = new MeshBasicMaterial();
    flat.color.setRGB((id & 255) / 255, (id >> 8) / 255, 0);
    ids.add(new Mesh(geometry, flat));
  }
  const sun = new DirectionalLight(0xffffff, 1);
  sun.position.set(1, 3, 2);
  colors.add(new AmbientLight(0xffffff, 2), sun);
  colors.background = new Color(0xbfd9f2);
  const eye = new PerspectiveCamera(camera.fovYDeg, widthPx / heightPx, 0.05, 100);
  const colorTarget = new WebGLRenderTarget(widthPx, heightPx, { samples: 4 });
  const idTarget = new WebGLRenderTarget(widthPx, heightPx);
  const [colorPixels, idPixels] = [new Uint8Array(widthPx * heightPx * 4), new Uint8Array(widthPx * heightPx * 4)];
  const rgbx = new Uint8Array(widthPx * heightPx * 4);
  const idOfPixel = new Uint16Array(widthPx * heightPx);

  const drawInto = (scene: Scene, target: WebGLRenderTarget, pixels: Uint8Array) => {
    renderer.setRenderTarget(target);
    renderer.render(scene, eye);
    renderer.readRenderTargetPixels(target, 0, 0, widthPx, heightPx, pixels);
  };
  return {
    draw({ positionM: [x, , z], yawDeg }: Pose) {
      // three.js is right-handed: z is turned round.
      eye.position.set(x, camera.heightM, -z);
      eye.rotation.set(-radiansFromDegrees(camera.pitchDownDeg), -radiansFromDegrees(yawDeg), 0, 'YXZ');
      drawInto(colors, colorTarget, colorPixels);
      drawInto(ids, idTarget, idPixels);
      for (let y = 0; y < heightPx; y += 1) {
        const from = (heightPx - 1 - y) * widthPx;
        rgbx.set(colorPixels.subarray(from * 4, (from + widthPx) * 4), y * widthPx * 4);
        for (let column = 0; column < widthPx; column += 1) {
          const at = (from + column) * 4;
          idOfPixel[y * widthPx + column] = (idPixels[at] as number) | ((idPixels[at + 1] as number) << 8);
        }
      }
      return { rgbx, ids: idOfPixel };
    },
    dispose() {
      for (const [, geometry] of geometries) geometry.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

/** The compiled triangles apart again by instance, in three.js' handedness. */
function geometriesByInstance(stage: CompiledStage): [id: number, geometry: BufferGeometry][] {
  return stage.chunks.flatMap((chunk) =>
    [...indicesByInstance(chunk)].map(([id, indices]): [number, BufferGeometry] => [id, geometryOf(chunk, indices)]),
  );
}

function indicesByInstance({ indices, instanceIds }: StageChunk): Map<number, number[]> {
  const byInstance = new Map<number, number[]>();
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [indices[i], indices[i + 1], indices[i + 2]] as [number, number, number];
    const id = instanceIds[a] as number;
    const list = byInstance.get(id) ?? [];
    byInstance.set(id, list);
    // Turning z round turns triangles over, and three.js' front faces run the other way round: once is enough.
    list.push(a, c, b);
  }
  return byInstance;
}

function geometryOf({ positions, normals, colors }: StageChunk, indices: readonly number[]): BufferGeometry {
  const used = [...new Set(indices)];
  const place = new Map(used.map((vertex, index) => [vertex, index]));
  const pick = <T extends Float32Array | Uint8Array>(source: T, size: number, into: T): T => {
    for (const [index, vertex] of used.entries()) {
      for (let k = 0; k < size; k += 1) into[index * size + k] = source[vertex * size + k] as number;
    }
    return into;
  };
  const turned = (source: Float32Array) => pick(source, 3, new Float32Array(used.length * 3)).map((v, i) => (i % 3 === 2 ? -v : v));
  return new BufferGeometry()
    .setAttribute('position', new BufferAttribute(turned(positions), 3))
    .setAttribute('normal', new BufferAttribute(turned(normals), 3))
    .setAttribute('color', new BufferAttribute(pick(colors, 4, new Uint8Array(used.length * 4)), 4, true))
    .setIndex(
      new BufferAttribute(
        Uint32Array.from(indices, (vertex) => place.get(vertex) as number),
        1,
      ),
    );
}

async function compressZlib(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** What the page offers once this script is loaded. */
export interface ThreePage {
  readonly recordWithThree: typeof recordWithThree;
}

Object.assign(globalThis, { bench: { recordWithThree } satisfies ThreePage });
