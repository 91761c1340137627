import '@babylonjs/core/Engines/Extensions/engine.alpha.js';
import '@babylonjs/core/Engines/Extensions/engine.dynamicBuffer.js';
import { VertexBuffer } from '@babylonjs/core/Buffers/buffer.js';
import { Constants } from '@babylonjs/core/Engines/constants.js';
import { ThinEngine } from '@babylonjs/core/Engines/thinEngine.js';
import type { Effect } from '@babylonjs/core/Materials/effect.js';
import { Color4 } from '@babylonjs/core/Maths/math.color.js';
import { Matrix } from '@babylonjs/core/Maths/math.vector.js';
import { AppError } from '../../shared/errors.ts';
import { viewProjectionFromPose } from '../../shared/geometry/camera.ts';
import { nearPlaneM } from '../../shared/geometry/picture-camera.ts';
import type { Vec3 } from '../../shared/geometry/vector.ts';
import type { CameraIntrinsics, Pose } from '../../shared/model/trajectory.ts';
import type { CompiledStage } from '../../shared/stage/compiled-stage.ts';
import { multiply } from '../../shared/stage/raster-clusters.ts';
import { compileEffect } from './compile-effect.ts';
import { type IndexRun, type Tint, tintedColors, viewGeometryOf } from './view-geometry.ts';
import { viewShader } from './view-shaders.ts';

/** What a view shows. */
export interface StageLook {
  /** `ghost` shows walls as a veil and leaves ceilings out. */
  readonly walls: 'solid' | 'ghost';
  /** sRGB 0-1 behind everything; null for the stage's own sky. */
  readonly background: Vec3 | null;
  /** Farthest distance that is drawn. */
  readonly farM: number;
}

/** A stage drawn on a canvas of the page, on demand. */
export interface StageView {
  /** Sets the canvas to the camera's size in pixels and draws. Does nothing while the context is lost. */
  draw(pose: Pose, camera: CameraIntrinsics, look: StageLook): void;
  /** Colours laid over instances from the next draw on, by instance id. */
  tint(tints: ReadonlyMap<number, Tint>): void;
  /** Frees what the view made; the canvas keeps its context. */
  dispose(): void;
}

const ghostOpacity = 0.16;

/**
 * Draws a stage with Babylon's engine layer on `canvas`, the same triangles and colours that recordings are made of: from a pose of a walk the
 * picture is the video's frame. After the context was lost another canvas is needed.
 *
 * @throws AppError `render.no-page` where the browser has no WebGL 2.
 */
export async function createStageView(canvas: HTMLCanvasElement, stage: CompiledStage): Promise<StageView> {
  // Kept after the page has been painted, so that the picture can be read or copied at any time.
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: true, preserveDrawingBuffer: true });
  if (gl === null) {
    throw new AppError(
      'render.no-page',
      'This browser has no WebGL 2, so the 3D view cannot be drawn. The map shows the same house and marks.',
    );
  }
  const engine = new ThinEngine(gl, true, { doNotHandleContextLost: true });
  const geometry = viewGeometryOf(stage);
  const colors = new VertexBuffer(engine, geometry.colors, 'color', {
    size: 4,
    type: VertexBuffer.UNSIGNED_BYTE,
    normalized: true,
    updatable: true,
  });
  const vertices = { position: new VertexBuffer(engine, geometry.positions, 'position', { size: 3 }), color: colors };
  const indices = engine.createIndexBuffer(geometry.indices);
  const effect = await compileEffect(engine, viewShader, ['position', 'color'], ['clipFromWorld', 'opacity']);
  const vertexArray = engine.recordVertexArrayObject(vertices, indices, effect);
  const [red, green, blue] = stage.skyColor;
  const sky = new Color4(red, green, blue, 1);

  const drawRun = ([first, count]: IndexRun, opacity: number) => {
    if (count === 0) return;
    effect.setFloat('opacity', opacity);
    engine.drawElementsType(Constants.MATERIAL_TriangleFillMode, first, count);
  };
  return {
    draw(pose, camera, look) {
      if (gl.isContextLost()) return;
      if (canvas.width !== camera.widthPx) canvas.width = camera.widthPx;
      if (canvas.height !== camera.heightPx) canvas.height = camera.heightPx;
      engine.setViewport({ x: 0, y: 0, width: 1, height: 1 }, camera.widthPx, camera.heightPx);
      beginFrame(engine, look.background === null ? sky : new Color4(...look.background, 1));
      bindEffect(engine, effect, clipFromPose(pose, camera, look.farM));
      engine.bindVertexArrayObject(vertexArray, indices);
      drawRun(geometry.solid, 1);
      if (look.walls === 'solid') {
        drawRun(geometry.walls, 1);
        drawRun(geometry.ceilings, 1);
        return;
      }
      engine.setAlphaMode(Constants.ALPHA_PREMULTIPLIED);
      drawRun(geometry.walls, ghostOpacity);
      engine.setAlphaMode(Constants.ALPHA_DISABLE);
    },
    tint(tints) {
      const buffer = colors.getBuffer();
      if (buffer && !gl.isContextLost()) engine.updateDynamicVertexBuffer(buffer, tintedColors(geometry, tints));
    },
    dispose: () => engine.dispose(),
  };
}

function beginFrame(engine: ThinEngine, background: Color4): void {
  // Front faces are clockwise on an upright screen. Of two faces at one depth the first drawn stays, as in the rasteriser.
  engine.setState(true, 0, true, true, true);
  engine.depthCullingState.depthTest = true;
  engine.depthCullingState.depthMask = true;
  engine.depthCullingState.depthFunc = Constants.LESS;
  engine.clear(background, true, true);
}

function bindEffect(engine: ThinEngine, effect: Effect, clipFromWorld: Matrix): void {
  engine.enableEffect(effect);
  effect.setMatrix('clipFromWorld', clipFromWorld);
}

function clipFromPose(pose: Pose, camera: CameraIntrinsics, farM: number): Matrix {
  const { view, projection } = viewProjectionFromPose(pose, camera, nearPlaneM, farM);
  return Matrix.FromArray(multiply(projection, view));
}
