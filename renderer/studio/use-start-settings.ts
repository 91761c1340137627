import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { loadSettings, useSettings } from './settings-store.ts';

/** Loads the settings once and keeps the colour scheme what they say. */
export function useStartSettings(): void {
  const { setColorScheme } = useMantineColorScheme();
  const theme = useSettings((settings) => (settings.isLoaded ? settings.theme : null));
  useEffect(() => {
    // The defaults do until then; a backend that does not answer says so on the screen itself.
    loadSettings().catch(() => undefined);
  }, []);
  useEffect(() => {
    if (theme !== null) setColorScheme(theme);
  }, [theme, setColorScheme]);
}
