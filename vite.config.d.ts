/** Two pages: the reviewers' studio and the offscreen render page. Served by the backend from `dist/pages`. */
declare const _default: import("vite").UserConfig;
export default _default;
