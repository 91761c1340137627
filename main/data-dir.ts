import os from 'node:os';
import path from 'node:path';

/** Where Sightline keeps workspaces it made by itself: `SIGHTLINE_HOME`, else the system's place for application data. Not created here. */
export function defaultDataDir(): string {
  const override = process.env['SIGHTLINE_HOME'];
  if (override) return path.resolve(override);
  const home = os.homedir();
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Sightline');
  if (process.platform === 'win32') return path.join(process.env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Sightline');
  return path.join(process.env['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'sightline');
}

/** Root of the installed project: where `dist/pages` and `assets` lie. */
export const projectRoot = path.resolve(import.meta.dirname, '..');
