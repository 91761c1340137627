import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Two pages: the reviewers' studio and the offscreen render page. Served by the backend from `dist/pages`. */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/pages',
    emptyOutDir: true,
    target: 'chrome140',
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: { studio: 'renderer/studio.html', render: 'renderer/render.html' } },
  },
});
