import '@babylonjs/core/Engines/Extensions/engine.multiRender.js';
import type { VertexBuffer } from '@babylonjs/core/Buffers/buffer.js';
import type { DataBuffer } from '@babylonjs/core/Buffers/dataBuffer.js';
import { Constants } from '@babylonjs/core/Engines/constants.js';
import type { ThinEngine } from '@babylonjs/core/Engines/thinEngine.js';
import type { WebGLRenderTargetWrapper } from '@babylonjs/core/Engines/WebGL/webGLRenderTargetWrapper.js';
import type { Effect } from '@babylonjs/core/Materials/effect.js';
import { Color4 } from '@babylonjs/core/Maths/math.color.js';
import type { Matrix } from '@babylonjs/core/Maths/math.vector.js';
import { AppError } from '../../shared/errors.ts';
import type { CameraIntrinsics } from '../../shared/model/trajectory.ts';
import { compileEffect, type ShaderSource } from './compile-effect.ts';
import type { ReadPlace } from './readback-ring.ts';
import { colorShader, idDepthShader, idShader, singlePassShader } from './stage-shaders.ts';

/** A way to draw one frame of merged geometry: where colour and ids can be read afterwards. */
export interface FramePasses {
  /** Draws the first `indexCount` indices as they are in the index buffer now. */
  draw(indexCount: number, clipFromWorld: Matrix): void;
  readonly color: ReadPlace;
  /** Low byte of the id in red, high byte in green; depth in blue and alpha where it was asked for. */
  readonly ids: ReadPlace;
}

/** What the passes of a recording share. */
export interface PassInputs {
  readonly engine: ThinEngine;
  readonly gl: WebGL2RenderingContext;
  readonly vertices: { readonly [attribute: string]: VertexBuffer };
  readonly indices: DataBuffer;
  readonly camera: CameraIntrinsics;
  /** Red, green, blue, 0 to 1. */
  readonly skyColor: readonly [number, number, number];
}

/** Colour with several samples per pixel, then ids without anti-aliasing: two passes over the geometry. */
export async function createTwoPasses(
  inputs: PassInputs,
  { samples, hasDepth }: { readonly samples: number; readonly hasDepth: boolean },
): Promise<FramePasses> {
  const { engine, indices } = inputs;
  const [red, green, blue] = inputs.skyColor;
  const color = await makePass(inputs, { shader: colorShader, attribute: 'color', samples, background: new Color4(red, green, blue, 1) });
  const shader = hasDepth ? idDepthShader : idShader;
  const ids = await makePass(inputs, { shader, attribute: 'instanceId', samples: 1, background: new Color4(0, 0, 0, 0) });
  const drawPass = ({ target, background, effect, vertexArray }: Pass, indexCount: number, clipFromWorld: Matrix) => {
    engine.bindFramebuffer(target, 0, undefined, undefined, true);
    engine.clear(background, true, true);
    drawElements(engine, effect, vertexArray, indices, indexCount, clipFromWorld);
    // Resolves the samples where there are several.
    engine.unBindFramebuffer(target, true);
  };
  return {
    draw(indexCount, clipFromWorld) {
      drawPass(color, indexCount, clipFromWorld);
      drawPass(ids, indexCount, clipFromWorld);
    },
    color: { framebuffer: framebufferOf(color.target), attachment: 0 },
    ids: { framebuffer: framebufferOf(ids.target), attachment: 0 },
  };
}

/** Colour, ids and depth in one pass over the geometry, with one sample per pixel. */
export async function createSinglePass(inputs: PassInputs): Promise<FramePasses> {
  const { engine, gl, indices, camera } = inputs;
  const effect = await compileEffect(engine, singlePassShader, ['position', 'color', 'instanceId'], ['clipFromWorld']);
  const target = engine.createMultipleRenderTarget(
    { width: camera.widthPx, height: camera.heightPx },
    {
      textureCount: 2,
      generateMipMaps: false,
      generateDepthBuffer: true,
      types: [Constants.TEXTURETYPE_UNSIGNED_BYTE, Constants.TEXTURETYPE_UNSIGNED_BYTE],
      samplingModes: [Constants.TEXTURE_NEAREST_SAMPLINGMODE, Constants.TEXTURE_NEAREST_SAMPLINGMODE],
    },
  ) as WebGLRenderTargetWrapper;
  const vertexArray = engine.recordVertexArrayObject(inputs.vertices, indices, effect);
  const sky = [...inputs.skyColor, 1];
  return {
    draw(indexCount, clipFromWorld) {
      engine.bindFramebuffer(target, 0, undefined, undefined, true);
      engine.bindAttachments([gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT1]);
      engine.applyStates();
      gl.clearBufferfv(gl.COLOR, 0, sky);
      gl.clearBufferfv(gl.COLOR, 1, [0, 0, 0, 0]);
      gl.clearBufferfv(gl.DEPTH, 0, [1]);
      drawElements(engine, effect, vertexArray, indices, indexCount, clipFromWorld);
      engine.unBindMultiColorAttachmentFramebuffer(target, true);
    },
    color: { framebuffer: framebufferOf(target), attachment: 0 },
    ids: { framebuffer: framebufferOf(target), attachment: 1 },
  };
}

/** One pass over the stage: a shader, a target, and the merged geometry bound to that shader. */
interface Pass {
  readonly effect: Effect;
  readonly target: WebGLRenderTargetWrapper;
  readonly background: Color4;
  readonly vertexArray: WebGLVertexArrayObject;
}

async function makePass(
  { engine, vertices, indices, camera }: PassInputs,
  look: { readonly shader: ShaderSource; readonly attribute: string; readonly samples: number; readonly background: Color4 },
): Promise<Pass> {
  const effect = await compileEffect(engine, look.shader, ['position', look.attribute], ['clipFromWorld']);
  const target = engine.createRenderTargetTexture(
    { width: camera.widthPx, height: camera.heightPx },
    {
      samples: look.samples,
      generateMipMaps: false,
      generateDepthBuffer: true,
      type: Constants.TEXTURETYPE_UNSIGNED_BYTE,
      samplingMode: Constants.TEXTURE_NEAREST_SAMPLINGMODE,
    },
  ) as WebGLRenderTargetWrapper;
  return { effect, target, background: look.background, vertexArray: engine.recordVertexArrayObject(vertices, indices, effect) };
}

function drawElements(
  engine: ThinEngine,
  effect: Effect,
  vertexArray: WebGLVertexArrayObject,
  indices: DataBuffer,
  indexCount: number,
  clipFromWorld: Matrix,
): void {
  engine.enableEffect(effect);
  effect.setMatrix('clipFromWorld', clipFromWorld);
  engine.bindVertexArrayObject(vertexArray, indices);
  engine.drawElementsType(Constants.MATERIAL_TriangleFillMode, 0, indexCount);
}

function framebufferOf(target: WebGLRenderTargetWrapper): WebGLFramebuffer {
  if (target._framebuffer === null) throw new AppError('render.lost', 'A render target was lost while recording; the job is tried again.');
  return target._framebuffer;
}
