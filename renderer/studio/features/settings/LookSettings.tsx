import { SegmentedControl } from '@mantine/core';
import { densities, themes } from '../../../../shared/model/user-settings.ts';
import { changeSettings, useSettings } from '../../settings-store.ts';
import { strings } from '../../strings/strings.ts';
import classes from './SettingsScreen.module.css';

const say = strings.settings;

/** Colours and density. */
export function LookSettings() {
  const { theme, density } = useSettings();
  return (
    <section className={classes['panel']} aria-label={say.look}>
      <h2>{say.look}</h2>
      <div className={classes['labelled']}>
        <span>{say.theme}</span>
        <SegmentedControl
          aria-label={say.theme}
          value={theme}
          data={themes.map((value) => ({ value, label: say.themes[value] }))}
          onChange={(value) => changeSettings({ theme: value })}
        />
      </div>
      <div className={classes['labelled']}>
        <span>{say.density}</span>
        <SegmentedControl
          aria-label={say.density}
          value={density}
          data={densities.map((value) => ({ value, label: say.densities[value] }))}
          onChange={(value) => changeSettings({ density: value })}
        />
      </div>
    </section>
  );
}
