/** `unit`: through the public doors, no browser. `e2e`: real Chromium pages against built pages. */
declare const _default: import("vite").UserConfig;
export default _default;
