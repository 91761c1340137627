import { Checkbox, Select, TextInput } from '@mantine/core';
import { type Draft, type FieldErrors, type NumberName, setDraft, useGenerateChoice } from './draft.ts';
import classes from './GenerateScreen.module.css';
import { NumberField } from './NumberField.tsx';
import { conventionChoices, modalityLabels, motions, qualities, rendererChoices, tours } from './setting-labels.ts';

/** Settings that are folded away: where one is wrong they unfold. */
export const moreNames = [
  'trajectories',
  'widthPx',
  'heightPx',
  'fps',
  'maxSteps',
  'yawNoiseDeg',
  'workers',
  'split',
] as const satisfies readonly (NumberName | 'split')[];

/** Settings that most runs leave as they are. */
export function MoreSettings({ errors, isDisabled }: { readonly errors: FieldErrors; readonly isDisabled: boolean }) {
  const draft = useGenerateChoice((choice) => choice.draft);
  const choose = <K extends 'tour' | 'motion' | 'renderer' | 'quality' | 'convention'>(
    name: K,
    label: string,
    data: readonly { readonly value: Draft[K]; readonly label: string }[],
  ) => (
    <Select
      label={label}
      data={[...data]}
      value={draft[name]}
      allowDeselect={false}
      disabled={isDisabled}
      onChange={(value) => value !== null && setDraft({ [name]: value })}
    />
  );
  return (
    <>
      <div className={classes['pair']}>
        <NumberField name="trajectories" label="Walks per house" errors={errors} />
        <NumberField name="maxSteps" label="Most steps of a walk" step={100} errors={errors} />
      </div>
      <div className={classes['pair']}>
        {choose('tour', 'Walks go', tours)}
        {choose('motion', 'Walks move', motions)}
      </div>
      <div className={classes['triple']}>
        <NumberField name="widthPx" label="Width" suffix=" px" step={2} errors={errors} />
        <NumberField name="heightPx" label="Height" suffix=" px" step={2} errors={errors} />
        <NumberField name="fps" label="Frames per s" errors={errors} />
      </div>
      <div className={classes['pair']}>
        {choose('renderer', 'Drawn by', rendererChoices)}
        {choose('quality', 'Look', qualities)}
      </div>
      <div className={classes['triple']}>
        <NumberField name="yawNoiseDeg" label="Turn error" suffix="°" step={0.5} hasDecimals errors={errors} />
        <NumberField name="workers" label="Houses at a time" errors={errors} />
        <TextInput
          label="Split"
          value={draft.split}
          error={errors.split ?? null}
          spellCheck={false}
          onChange={(event) => setDraft({ split: event.currentTarget.value })}
        />
      </div>
      {choose('convention', 'Answers follow the rules of', conventionChoices)}
      <Checkbox.Group
        label="Recorded beside the colour video"
        size="xs"
        value={draft.modalities.filter((name) => name !== 'rgb')}
        onChange={(names) => setDraft({ modalities: ['rgb', ...(names as Draft['modalities'])] })}
      >
        <div className={classes['modalities']}>
          {Object.entries(modalityLabels).map(([name, label]) => (
            <Checkbox key={name} value={name} label={label} size="xs" disabled={isDisabled} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}
