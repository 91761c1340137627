import { NumberInput, Select, Switch } from '@mantine/core';
import { playbackSpeeds } from '../../../../shared/model/user-settings.ts';
import { changeSettings, useSettings } from '../../settings-store.ts';
import { strings } from '../../strings/strings.ts';
import classes from './SettingsScreen.module.css';

const say = strings.settings;

/** What happens after a verdict, and how videos start. */
export function ReviewSettings() {
  const { isAutoAdvancing, playbackSpeed, preRollS } = useSettings();
  return (
    <section className={classes['panel']} aria-label={say.review}>
      <h2>{say.review}</h2>
      <Switch
        label={say.autoAdvance}
        checked={isAutoAdvancing}
        onChange={(event) => changeSettings({ isAutoAdvancing: event.currentTarget.checked })}
      />
      <Select
        size="sm"
        label={say.speed}
        allowDeselect={false}
        value={String(playbackSpeed)}
        data={playbackSpeeds.map((speed) => ({ value: String(speed), label: say.speedOf(speed) }))}
        onChange={(value) => value !== null && changeSettings({ playbackSpeed: Number(value) })}
      />
      <NumberInput
        size="sm"
        label={say.preRoll}
        description={say.preRollHint}
        suffix=" s"
        min={0}
        max={10}
        step={0.5}
        decimalScale={1}
        hideControls
        clampBehavior="strict"
        value={preRollS}
        onChange={(value) => typeof value === 'number' && changeSettings({ preRollS: value })}
      />
    </section>
  );
}
