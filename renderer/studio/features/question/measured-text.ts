import type { Derivation, Margin, Refusal } from '../../../../shared/questions/question-type.ts';

const units: Readonly<Record<'m' | 'cm' | 'm2', string>> = { m: 'm', cm: 'cm', m2: 'm²' };
const marginUnits: Readonly<Record<Margin['unit'], string>> = { m: ' m', deg: '°', frames: ' frames', m2: ' m²', '%': ' % of the frame' };
const decimals: Readonly<Record<Exclude<Margin['unit'], 'frames'>, number>> = { m: 3, deg: 1, m2: 2, '%': 2 };

/** An answer as people read it: numbers of lengths and areas get their unit; angles are not answers. */
export function answerText(answer: string, outcome: Derivation | Refusal | null): string {
  if (outcome?.isAnswered !== true || outcome.unit === null || outcome.unit === 'deg') return answer;
  return answer.trim() !== '' && Number.isFinite(Number(answer)) ? `${answer} ${units[outcome.unit]}` : answer;
}

/** What the formula had before it rounded, with a name for it; null where that says no more than the answer. */
export function rawText({ rawValue, unit, answer }: Derivation): { readonly label: string; readonly value: string } | null {
  if (rawValue === null) return null;
  if (unit === 'deg') return { label: 'Turn from facing', value: turnText(rawValue) };
  if (unit === null) return Number(answer) === rawValue ? null : { label: 'Before rounding', value: String(rawValue) };
  return { label: 'Before rounding', value: `${rawValue.toFixed(unit === 'm' ? 4 : 2)} ${units[unit]}` };
}

/** How far the answer is from another one; metres of a size are told in its centimetres. */
export function marginText({ value, unit }: Margin, answerUnit: Derivation['unit']): string {
  if (unit === 'm' && answerUnit === 'cm') return `${(100 * value).toFixed(2)} cm`;
  if (unit === 'frames') return `${value} ${value === 1 ? 'frame' : 'frames'}`;
  return `${value.toFixed(decimals[unit])}${marginUnits[unit]}`;
}

/** A signed angle (clockwise positive) in words: "17.0° to the left". */
function turnText(degrees: number): string {
  return `${Math.abs(degrees).toFixed(1)}° to the ${degrees < 0 ? 'left' : 'right'}`;
}
