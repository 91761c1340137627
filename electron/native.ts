import { BrowserWindow, dialog, shell } from 'electron';
import type { NativePort } from '../main/ports/native.ts';
import type { RenderPagePort } from '../main/ports/render-pages.ts';
import { openRenderWindow, renderPageUrl } from './windows.ts';

/** Dialogs and the file manager, on the focused window. The last folder is remembered because dialogs start in Downloads otherwise. */
export function createNativePort(): NativePort {
  let lastFolder: string | undefined;
  const remember = (chosen: string): string => {
    lastFolder = chosen.replace(/[\\/][^\\/]*$/, '');
    return chosen;
  };
  const startAt = () => (lastFolder === undefined ? {} : { defaultPath: lastFolder });
  return {
    async pickFiles({ title, kind }) {
      const options: Electron.OpenDialogOptions =
        kind === 'workspace'
          ? { title, ...startAt(), properties: ['openFile'], filters: [{ name: 'Sightline workspace', extensions: ['sightline'] }] }
          : { title, ...startAt(), properties: ['openDirectory', 'multiSelections'] };
      const parent = BrowserWindow.getFocusedWindow();
      const answer = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
      return answer.canceled ? [] : answer.filePaths.map(remember);
    },
    async pickSaveTarget({ title, suggestedName }) {
      const options: Electron.SaveDialogOptions = {
        title,
        defaultPath: lastFolder === undefined ? suggestedName : `${lastFolder}/${suggestedName}`,
      };
      const parent = BrowserWindow.getFocusedWindow();
      const answer = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
      return answer.canceled || answer.filePath === '' ? null : remember(answer.filePath);
    },
    async reveal(path) {
      shell.showItemInFolder(path);
    },
  };
}

/** Render pages as hidden windows. A page that dies or closes settles `gone`; the pool opens another while work is left. */
export function createRenderWindows(): RenderPagePort {
  return {
    async open() {
      const window = openRenderWindow();
      const gone = new Promise<string>((resolve) => {
        window.once('closed', () => resolve('its window was closed'));
        window.webContents.once('render-process-gone', (_event, details) => resolve(`its process ended (${details.reason})`));
      });
      try {
        await window.loadURL(renderPageUrl);
      } catch (error) {
        window.destroy();
        throw error;
      }
      return {
        gone,
        close: async () => {
          if (!window.isDestroyed()) window.destroy();
        },
      };
    },
  };
}
