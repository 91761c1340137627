import { contextBridge, webUtils } from 'electron';

// The only thing a page alone can know: where a dropped file lies on disk.
contextBridge.exposeInMainWorld('sightlineShell', { pathForFile: (file: File): string => webUtils.getPathForFile(file) });
