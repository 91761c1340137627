import { NumberInput } from '@mantine/core';
import { type FieldErrors, setDraft, type Typed, useGenerateChoice } from './draft.ts';
import classes from './GenerateScreen.module.css';

/** The least and the most of something per house; what is wrong with the two is said below both. */
export function RangeField({
  name,
  label,
  errors,
}: {
  readonly name: 'rooms' | 'objects';
  readonly label: string;
  readonly errors: FieldErrors;
}) {
  const range = useGenerateChoice(({ draft }) => draft[name]);
  const error = errors[name];
  const errorId = `${name}-error`;
  const end = (at: 0 | 1, what: string) => (
    <NumberInput
      aria-label={`${label}, ${what}`}
      value={range[at]}
      onChange={(typed: Typed) => setDraft({ [name]: at === 0 ? [typed, range[1]] : [range[0], typed] })}
      min={0}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      error={error !== undefined}
      size="xs"
      {...(error === undefined ? {} : { 'aria-describedby': errorId })}
    />
  );
  return (
    <fieldset className={classes['range']}>
      <legend>{label}</legend>
      {end(0, 'least')}
      <span aria-hidden>to</span>
      {end(1, 'most')}
      {error !== undefined && (
        <p id={errorId} className={classes['fieldError']} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
