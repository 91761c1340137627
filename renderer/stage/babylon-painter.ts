import '@babylonjs/core/Engines/Extensions/engine.dynamicBuffer.js';
import '@babylonjs/core/Engines/Extensions/engine.renderTarget.js';
import { VertexBuffer } from '@babylonjs/core/Buffers/buffer.js';
import { Constants } from '@babylonjs/core/Engines/constants.js';
import { ThinEngine } from '@babylonjs/core/Engines/thinEngine.js';
import { Matrix } from '@babylonjs/core/Maths/math.vector.js';
import { AppError } from '../../shared/errors.ts';
import { cameraFrameFromPose, viewProjectionFromPose } from '../../shared/geometry/camera.ts';
import type { CameraIntrinsics, Pose } from '../../shared/model/trajectory.ts';
import type { CompiledStage } from '../../shared/stage/compiled-stage.ts';
import { multiply } from '../../shared/stage/raster-clusters.ts';
import type { FramePainter, PaintedFrame } from './frame-painter.ts';
import { createSinglePass, createTwoPasses } from './frame-passes.ts';
import { type MergedStage, mergeStage } from './merged-stage.ts';
import { createReadbackRing } from './readback-ring.ts';

/** Depth range of the recording camera: nearer than any wall the agent can come to, farther than any house is long. */
const nearM = 0.05;
const farM = 100;

/**
 * Draws with Babylon's engine layer: merged geometry, tiny shaders, a multi-sampled colour pass and an exact id pass without
 * anti-aliasing; or, where colour has one sample per pixel too (quality `low`), everything in a single pass. Babylon's Scene, Mesh and Material are left out because they cost more per frame than the drawing does here.
 *
 * @param hasDepth - also writes depth, into the half of the id picture that is free.
 * @throws AppError `render.no-page` when this page has no WebGL 2.
 */
export async function createBabylonPainter(stage: CompiledStage, camera: CameraIntrinsics, hasDepth: boolean): Promise<FramePainter> {
  const { widthPx, heightPx } = camera;
  const gl = openContext(widthPx, heightPx);
  const engine = new ThinEngine(gl, false, { doNotHandleContextLost: true });
  // Front faces are counter-clockwise once the shader has flipped y. Of two faces at one depth the first drawn stays, as in the rasteriser.
  engine.setState(true, 0, true, false, true);
  engine.depthCullingState.depthFunc = Constants.LESS;
  const merged = mergeStage(stage);
  const vertices = uploadVertices(engine, merged);
  const indices = engine.createIndexBuffer(new Uint32Array(merged.indexCount), true);
  const inputs = { engine, gl, vertices, indices, camera, skyColor: stage.skyColor };
  const passes =
    stage.colorSamples === 1 ? await createSinglePass(inputs) : await createTwoPasses(inputs, { samples: stage.colorSamples, hasDepth });
  const ring = createReadbackRing(gl, widthPx, heightPx);

  const rgbx = new Uint8Array(widthPx * heightPx * 4);
  const idPixels = new Uint32Array(widthPx * heightPx);
  const idBytes = new Uint8Array(idPixels.buffer);
  const ids = new Uint16Array(widthPx * heightPx);
  const depthMm = hasDepth ? new Uint16Array(widthPx * heightPx) : null;
  let nextIndex = 0;

  const assertAlive = () => {
    // A lost context draws nothing and reads back old bytes without any error: stale frames would be recorded.
    if (gl.isContextLost()) throw new AppError('render.lost', 'The graphics device was lost while recording; the job is tried again.');
  };

  const readOldest = (): PaintedFrame => {
    ring.shift(rgbx, idBytes);
    assertAlive();
    // An array of 16 bits keeps the lower half of a number.
    for (let k = 0; k < ids.length; k += 1) ids[k] = idPixels[k] as number;
    if (depthMm !== null) for (let k = 0; k < ids.length; k += 1) depthMm[k] = (idPixels[k] as number) >>> 16;
    const index = nextIndex;
    nextIndex += 1;
    return { index, rgbx, ids, depthMm };
  };

  return {
    renderer: 'babylon',
    device: engine.getInfo().renderer,
    draw(pose: Pose) {
      assertAlive();
      const { view, projection } = viewProjectionFromPose(pose, camera, nearM, farM);
      const clipFromWorld = multiply(projection, view);
      const visible = merged.visibleIndices(clipFromWorld, cameraFrameFromPose(pose, camera).positionM);
      engine.updateDynamicIndexBuffer(indices, visible);
      passes.draw(visible.length, Matrix.FromArray(clipFromWorld));
      const oldest = ring.isFull ? readOldest() : null;
      ring.push(passes.color, passes.ids);
      return oldest;
    },
    drain: () => (ring.isEmpty ? null : readOldest()),
    dispose() {
      ring.dispose();
      engine.dispose();
      // A page may hold 16 contexts before the oldest is killed; this one must not wait for garbage collection.
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}

function openContext(widthPx: number, heightPx: number): WebGL2RenderingContext {
  const gl = new OffscreenCanvas(widthPx, heightPx).getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    powerPreference: 'high-performance',
  });
  if (gl === null) throw new AppError('render.no-page', 'This render page has no WebGL 2; record with the software renderer instead.');
  // Dithering may change the last bit of a byte, which would be another instance.
  gl.disable(gl.DITHER);
  return gl;
}

function uploadVertices(engine: ThinEngine, { positions, colors, instanceIds }: MergedStage) {
  return {
    position: new VertexBuffer(engine, positions, 'position', { size: 3 }),
    color: new VertexBuffer(engine, colors, 'color', { size: 4, type: VertexBuffer.UNSIGNED_BYTE, normalized: true }),
    instanceId: new VertexBuffer(engine, instanceIds, 'instanceId', { size: 1 }),
  };
}
