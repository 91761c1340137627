/**
 * Script that runs a built CommonJS preload in a page before anything else, as a sandboxed preload would: it can require only `electron`, and of that only what
 * a sandboxed preload has. XHR bodies are dropped, because Blink sends them to http(s) only.
 */
export function preloadScript(preloadCode: string): string {
  return `{
    const electron = {
      contextBridge: { exposeInMainWorld: (name, api) => Object.defineProperty(globalThis, name, { value: Object.freeze(api) }) },
      webUtils: { getPathForFile: (file) => '/fake/' + file.name },
    };
    const require = (id) => { if (id !== 'electron') throw new Error('a sandboxed preload cannot require ' + id); return electron; };
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function () { return send.call(this); };
    (function (require, module, exports) { ${preloadCode}
    })(require, { exports: {} }, {});
  }`;
}
