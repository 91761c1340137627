import { notifications } from '@mantine/notifications';
import { create } from 'zustand';
import { defaultSettings, type UserSettings } from '../../shared/model/user-settings.ts';
import { describeError } from '../client/api-error.ts';
import { callRoute } from '../client/call-route.ts';
import { keysInForce, useKeys } from './keys.ts';
import { strings } from './strings/strings.ts';

/** What the reviewer prefers; kept by the backend, because a page's own storage goes with its port. The defaults until it has answered. */
export const useSettings = create<UserSettings & { readonly isLoaded: boolean }>(() => ({ ...defaultSettings, isLoaded: false }));

/** Fetches the settings, at the start and when another window changed them. */
export async function loadSettings(): Promise<void> {
  applySettings(await callRoute('getSettings'));
}

let lastSave: Promise<unknown> = Promise.resolve();

/** Changes settings at once and keeps them; where that fails they go back and a note says why. */
export function changeSettings(part: Partial<UserSettings>): void {
  const { isLoaded: _, ...before } = useSettings.getState();
  const next: UserSettings = { ...before, ...part };
  applySettings(next);
  lastSave = lastSave
    .then(() => callRoute('saveSettings', { input: next }))
    .catch((error: unknown) => {
      applySettings(before);
      notifications.show({ color: 'red', title: strings.settings.saveFailed, message: describeError(error).message, autoClose: 8000 });
    });
}

function applySettings(settings: UserSettings): void {
  useSettings.setState({ ...settings, isLoaded: true });
  useKeys.setState({ keys: keysInForce(settings.keys, settings.hasSingleKeys) });
  document.documentElement.dataset['density'] = settings.density;
}
