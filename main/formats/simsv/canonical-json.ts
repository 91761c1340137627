import { NumberText, pythonNumber, pythonString } from './python-json.ts';

/**
 * The members of a JSON object by key, each value as Python's `json.dumps(…, sort_keys=True, separators=(',', ':'))` writes it after reading. One pass over the
 * text and no values built, because numbers must keep the digits and the kind (`2.0`, `2`) that they have in it; of repeated keys the last counts.
 *
 * @param text - an object that `JSON.parse` accepts, nested no deeper than records are.
 */
export function canonicalMembers(text: string): Map<string, string> {
  const scanner = new CanonicalScanner(text);
  return scanner.members();
}

/** The text of an object with such members. */
export function canonicalObject(members: ReadonlyMap<string, string>): string {
  let written = '';
  for (const key of [...members.keys()].sort()) {
    written += `${written === '' ? '' : ','}${pythonString(key, true)}:${members.get(key)}`;
  }
  return `{${written}}`;
}

/** A string of printable ASCII without escapes: Python writes it as it stands. */
const plainString = /"[ !#-[\]-~]*"/y;
const anyString = /"(?:[^"\\]|\\.)*"/sy;
const anyNumber = /-?\d[\d.eE+-]*/y;

/** Reads valid JSON from front to back. */
class CanonicalScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  members(): Map<string, string> {
    const found = new Map<string, string>();
    this.#expectAfterBlanks(0x7b);
    while (this.#isBeforeElement(0x7d)) {
      const raw = this.#string();
      this.#expectAfterBlanks(0x3a);
      this.#skipBlanks();
      found.set(JSON.parse(raw) as string, this.#value());
    }
    return found;
  }

  #value(): string {
    switch (this.#text.charCodeAt(this.#at)) {
      case 0x22:
        return this.#string();
      case 0x7b:
        return canonicalObject(this.members());
      case 0x5b:
        return this.#array();
      case 0x74:
      case 0x6e:
        return this.#take(4);
      case 0x66:
        return this.#take(5);
      default:
        return this.#number();
    }
  }

  #array(): string {
    this.#expectAfterBlanks(0x5b);
    let written = '';
    while (this.#isBeforeElement(0x5d)) written += (written === '' ? '' : ',') + this.#value();
    return `[${written}]`;
  }

  /** True at the next element of an array or object, false behind its end. */
  #isBeforeElement(end: number): boolean {
    this.#skipBlanks();
    if (this.#text.charCodeAt(this.#at) === 0x2c) {
      this.#at += 1;
      this.#skipBlanks();
    }
    if (this.#text.charCodeAt(this.#at) !== end) return true;
    this.#at += 1;
    return false;
  }

  #string(): string {
    plainString.lastIndex = this.#at;
    if (plainString.test(this.#text)) return this.#upTo(plainString.lastIndex);
    anyString.lastIndex = this.#at;
    if (!anyString.test(this.#text)) throw this.#unexpected();
    return pythonString(JSON.parse(this.#upTo(anyString.lastIndex)) as string, true);
  }

  #number(): string {
    anyNumber.lastIndex = this.#at;
    if (!anyNumber.test(this.#text)) throw this.#unexpected();
    return pythonNumber(new NumberText(this.#upTo(anyNumber.lastIndex))).text;
  }

  #take(length: number): string {
    return this.#upTo(this.#at + length);
  }

  #upTo(end: number): string {
    const taken = this.#text.slice(this.#at, end);
    this.#at = end;
    return taken;
  }

  #skipBlanks(): void {
    while (this.#text.charCodeAt(this.#at) <= 0x20) this.#at += 1;
  }

  #expectAfterBlanks(code: number): void {
    this.#skipBlanks();
    if (this.#text.charCodeAt(this.#at) !== code) throw this.#unexpected();
    this.#at += 1;
  }

  /** Never where the text is what it must be. */
  #unexpected(): SyntaxError {
    return new SyntaxError(`The text is no JSON object at character ${this.#at}.`);
  }
}
