/** A number with its noun, in the plural where it is not one: "1 scene", "2,170 questions". */
export function countOf(value: number, noun: string): string {
  return `${value.toLocaleString('en')} ${noun}${value === 1 ? '' : 's'}`;
}
