/** Texts as small numbers; 0 is the empty text, which stands for none. */
export class Interned {
  readonly values: string[] = [''];
  readonly #ids = new Map<string, number>([['', 0]]);

  /** The number of a text, a new one where it is met for the first time. */
  idOf(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#ids.set(text, this.values.length);
    this.values.push(text);
    return this.values.length - 1;
  }

  /** The number of a text that was met before, else undefined. */
  find(text: string): number | undefined {
    return this.#ids.get(text);
  }
}
