/** GLSL of the view on a screen, for Babylon's shader processor. As recorded, but upright: a screen's rows go up. `opacity` is below 1 for walls that are seen through. */
export const viewShader = {
  vertexSource: `precision highp float;
attribute vec3 position;
attribute vec4 color;
uniform mat4 clipFromWorld;
varying vec3 vColor;
void main() { vColor = color.rgb; gl_Position = clipFromWorld * vec4(position, 1.0); }`,
  fragmentSource: `precision highp float;
varying vec3 vColor;
uniform float opacity;
void main() { gl_FragColor = vec4(vColor * opacity, opacity); }`,
};
