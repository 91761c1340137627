/** The values of a list in one text: parts between commas, each percent-encoded where it holds a comma or percent sign itself. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map(decoded);
}

/** The inverse of {@link splitList}; undefined for an empty list. */
export function joinList(values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined;
  return values.map((value) => value.replace(/[%,]/g, (character) => encodeURIComponent(character))).join(',');
}

function decoded(part: string): string {
  return part.replace(/%(2C|25)/gi, (_, code: string) => (code === '25' ? '%' : ','));
}
