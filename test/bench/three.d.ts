/** The part of three.js that the bench's recorder uses; the package brings no types of its own. */
declare module 'three' {
  export class Object3D {
    readonly position: { set(x: number, y: number, z: number): void };
    readonly rotation: { set(x: number, y: number, z: number, order: 'YXZ'): void };
    add(...objects: Object3D[]): this;
  }
  export class Color {
    constructor(color: number);
    setRGB(red: number, green: number, blue: number): this;
  }
  export class Scene extends Object3D {
    background: Color | null;
  }
  export class PerspectiveCamera extends Object3D {
    constructor(fovYDeg: number, aspect: number, near: number, far: number);
  }
  export class AmbientLight extends Object3D {
    constructor(color: number, intensity: number);
  }
  export class DirectionalLight extends Object3D {
    constructor(color: number, intensity: number);
  }
  export class BufferAttribute {
    constructor(array: Float32Array | Uint8Array | Uint32Array, itemSize: number, normalized?: boolean);
  }
  export class BufferGeometry {
    setAttribute(name: string, attribute: BufferAttribute): this;
    setIndex(attribute: BufferAttribute): this;
    dispose(): void;
  }
  export class Material {
    dispose(): void;
  }
  export class MeshStandardMaterial extends Material {
    constructor(parameters: { vertexColors: boolean });
  }
  export class MeshBasicMaterial extends Material {
    readonly color: Color;
  }
  export class Mesh extends Object3D {
    constructor(geometry: BufferGeometry, material: Material);
  }
  export class WebGLRenderTarget {
    constructor(width: number, height: number, options?: { samples?: number });
  }
  export class WebGLRenderer {
    constructor(parameters: { canvas: OffscreenCanvas });
    setRenderTarget(target: WebGLRenderTarget | null): void;
    render(scene: Scene, camera: PerspectiveCamera): void;
    readRenderTargetPixels(target: WebGLRenderTarget, x: number, y: number, width: number, height: number, buffer: Uint8Array): void;
    dispose(): void;
    forceContextLoss(): void;
  }
}
