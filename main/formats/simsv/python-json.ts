/** A JSON number with the text it has on disk: "2.0" and "2" are different answers to whoever compares lines. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** `JSON.parse` that keeps every number as {@link NumberText}. Throws a SyntaxError as `JSON.parse` does. */
export function parseKeepingNumbers(text: string): unknown {
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' ? new NumberText(context?.source ?? String(value)) : value;
  return JSON.parse(text, keep);
}

/** How `json.dumps` was told to write. */
export interface PythonJsonStyle {
  /** ", " and ": " (the default) or "," and ":". */
  readonly isSpaced: boolean;
  readonly areKeysSorted: boolean;
  /** Everything outside printable ASCII as \uXXXX (the default). */
  readonly isAscii: boolean;
}

/** `json.dumps(value)` with its defaults. */
export const pythonDefaults: PythonJsonStyle = { isSpaced: true, areKeysSorted: false, isAscii: true };

/**
 * The text that Python's `json.dumps` writes. {@link NumberText} is written as Python would after reading it (floats in their shortest form);
 * a plain number is an integer where it has no fraction: wrap floats with {@link pythonFloat}.
 */
export function pythonJson(value: unknown, style: PythonJsonStyle = pythonDefaults): string {
  const [comma, colon] = style.isSpaced ? [', ', ': '] : [',', ':'];
  const write = (item: unknown): string => {
    if (item instanceof NumberText) return pythonNumber(item).text;
    if (typeof item === 'number') return Number.isInteger(item) ? String(item) : pythonFloatText(item);
    if (typeof item === 'string') return pythonString(item, style.isAscii);
    if (Array.isArray(item)) return `[${item.map(write).join(comma)}]`;
    if (typeof item !== 'object' || item === null) return JSON.stringify(item);
    const keys = Object.keys(item);
    if (style.areKeysSorted) keys.sort();
    let members = '';
    for (const key of keys) {
      const member = (item as Readonly<Record<string, unknown>>)[key];
      if (member === undefined) continue;
      members += (members === '' ? '' : comma) + pythonString(key, style.isAscii) + colon + write(member);
    }
    return `{${members}}`;
  };
  return write(value);
}

/** A float as Python prints it: 2 is "2.0", 1e-7 is "1e-07". */
export function pythonFloat(value: number): NumberText {
  return new NumberText(pythonFloatText(value));
}

/** A number as Python holds it after reading: an integer keeps its digits, a float takes its shortest form. */
export function pythonNumber(number: NumberText): NumberText {
  return /[.eE]/.test(number.text) ? pythonFloat(Number(number.text)) : number;
}

function pythonFloatText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** Printable ASCII without quotes and backslashes: nearly every text, and nothing to escape. */
const plainText = /^[ !#-[\]-~]*$/;

/** A string as Python prints it. */
export function pythonString(text: string, isAscii: boolean): string {
  if (plainText.test(text)) return `"${text}"`;
  const quoted = JSON.stringify(text);
  if (!isAscii) return quoted;
  return quoted.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
