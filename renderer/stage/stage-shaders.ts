/**
 * GLSL for merged stage geometry, written for Babylon's shader processor (attribute/varying, translated to GLSL ES 3.00).
 * y is negated so that rows come out of `readPixels` top first; this also turns clockwise front faces counter-clockwise.
 */
const vertexHead = `precision highp float;
attribute vec3 position;
uniform mat4 clipFromWorld;
vec4 flippedClip() {
  vec4 clip = clipFromWorld * vec4(position, 1.0);
  clip.y = -clip.y;
  return clip;
}`;

/** Colours come lit from the stage compiler, so that a pixel costs one varying and no arithmetic. */
export const colorShader = {
  vertexSource: `${vertexHead}
attribute vec4 color;
varying vec3 vColor;
void main() { vColor = color.rgb; gl_Position = flippedClip(); }`,
  fragmentSource: `precision highp float;
varying vec3 vColor;
void main() { gl_FragColor = vec4(vColor, 1.0); }`,
};

/** The instance id as low byte in red and high byte in green. */
const idVarying = `vec2(mod(instanceId, 256.0), floor(instanceId / 256.0)) / 255.0`;

/** Depth in whole millimetres as low and high byte. `gl_FragCoord.w` is 1 / view depth at the pixel's centre. */
const depthBytes = `vec2 depthBytes() {
  float millimetres = min(65535.0, floor(1000.0 / gl_FragCoord.w + 0.5));
  float high = floor(millimetres / 256.0);
  return vec2(millimetres - 256.0 * high, high) / 255.0;
}`;

const idVertexSource = `${vertexHead}
attribute float instanceId;
flat varying vec2 vId;
void main() {
  vId = ${idVarying};
  gl_Position = flippedClip();
}`;

/** Writes the instance id as low byte in red and high byte in green: RGBA8 reads back exactly on every device, integer formats need not. */
export const idShader = {
  vertexSource: idVertexSource,
  fragmentSource: `precision highp float;
flat varying vec2 vId;
void main() { gl_FragColor = vec4(vId, 0.0, 1.0); }`,
};

/** The same with depth, low byte in blue and high byte in alpha. */
export const idDepthShader = {
  vertexSource: idVertexSource,
  fragmentSource: `precision highp float;
flat varying vec2 vId;
${depthBytes}
void main() { gl_FragColor = vec4(vId, depthBytes()); }`,
};

/** Colour, ids and depth at once, into two attachments. Both have one sample per pixel then: colour as well. */
export const singlePassShader = {
  vertexSource: `${vertexHead}
attribute vec4 color;
attribute float instanceId;
varying vec3 vColor;
flat varying vec2 vId;
void main() {
  vColor = color.rgb;
  vId = ${idVarying};
  gl_Position = flippedClip();
}`,
  fragmentSource: `precision highp float;
layout(location = 0) out vec4 colorOut;
layout(location = 1) out vec4 idOut;
varying vec3 vColor;
flat varying vec2 vId;
${depthBytes}
void main() {
  colorOut = vec4(vColor, 1.0);
  idOut = vec4(vId, depthBytes());
}`,
};
