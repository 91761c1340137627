import { Button, NumberInput } from '@mantine/core';
import { type CloseCallThresholds, defaultSettings } from '../../../../shared/model/user-settings.ts';
import { changeSettings, useSettings } from '../../settings-store.ts';
import { strings } from '../../strings/strings.ts';
import classes from './SettingsScreen.module.css';

const say = strings.settings;
const kinds = Object.keys(say.closeCalls) as (keyof CloseCallThresholds)[];
const most: Readonly<Record<keyof CloseCallThresholds, number>> = { m: 100, deg: 180, frames: 10_000, m2: 1000, '%': 100, score: 1 };

/** From where on a margin is marked as small, in the margin's own unit and as its score. */
export function CloseCallSettings() {
  const closeCall = useSettings((settings) => settings.closeCall);
  return (
    <section className={classes['panel']} aria-label={say.closeCall}>
      <div className={classes['labelled']}>
        <h2>{say.closeCall}</h2>
        <Button variant="default" onClick={() => changeSettings({ closeCall: defaultSettings.closeCall })}>
          {say.reset}
        </Button>
      </div>
      <p className={classes['hint']}>{say.closeCallHint}</p>
      <div className={classes['thresholds']}>
        {kinds.map((kind) => (
          <NumberInput
            key={kind}
            size="sm"
            label={`${say.closeCalls[kind][0]} (${say.closeCalls[kind][1]})`}
            min={0}
            max={most[kind]}
            step={kind === 'frames' ? 1 : 0.05}
            decimalScale={kind === 'frames' ? 0 : 2}
            hideControls
            clampBehavior="strict"
            value={closeCall[kind]}
            onChange={(value) => typeof value === 'number' && changeSettings({ closeCall: { ...closeCall, [kind]: value } })}
          />
        ))}
      </div>
    </section>
  );
}
