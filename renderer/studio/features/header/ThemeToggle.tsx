import { ActionIcon, type MantineColorScheme, Tooltip } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun, type TablerIcon } from '@tabler/icons-react';
import { changeSettings, useSettings } from '../../settings-store.ts';

const looks: Readonly<
  Record<MantineColorScheme, { readonly label: string; readonly icon: TablerIcon; readonly next: MantineColorScheme }>
> = {
  auto: { label: 'as the system', icon: IconDeviceDesktop, next: 'light' },
  light: { label: 'light', icon: IconSun, next: 'dark' },
  dark: { label: 'dark', icon: IconMoon, next: 'auto' },
};

/** Steps through the colour schemes: the system's, light, dark. */
export function ThemeToggle() {
  const colorScheme = useSettings((settings) => settings.theme);
  const { label, icon: Icon, next } = looks[colorScheme];
  return (
    <Tooltip label={`Colours: ${label}`}>
      <ActionIcon aria-label={`Colours: ${label}. Change to ${looks[next].label}`} onClick={() => changeSettings({ theme: next })}>
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
