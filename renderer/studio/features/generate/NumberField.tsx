import { NumberInput } from '@mantine/core';
import { type FieldErrors, type NumberName, setDraft, useGenerateChoice } from './draft.ts';

/** A setting that is a number. */
export function NumberField(props: {
  readonly name: NumberName;
  readonly label: string;
  readonly errors: FieldErrors;
  readonly step?: number;
  readonly suffix?: string;
  readonly hasDecimals?: boolean;
}) {
  const value = useGenerateChoice(({ draft }) => draft[props.name]);
  return (
    <NumberInput
      label={props.label}
      value={value}
      onChange={(typed) => setDraft({ [props.name]: typed })}
      min={0}
      clampBehavior="none"
      step={props.step ?? 1}
      suffix={props.suffix ?? ''}
      allowDecimal={props.hasDecimals ?? false}
      allowNegative={false}
      error={props.errors[props.name] ?? null}
      size="xs"
    />
  );
}
