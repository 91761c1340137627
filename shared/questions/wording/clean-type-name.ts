const cleaned = new Map<string, string>();

/**
 * The category name that questions use for an object type: "TVStand" becomes "tv stand", "ObjaChair" becomes "chair".
 * Rule of SIMS-V: drop every "Obja", split before a capital after a small letter, before the last capital of an acronym that a
 * word follows, and between letters and digits; then lower case.
 */
export function cleanTypeName(objectType: string): string {
  const known = cleaned.get(objectType);
  if (known !== undefined) return known;
  const name = objectType
    .replaceAll('Obja', '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([A-Za-z])([0-9])/g, '$1 $2')
    .replace(/([0-9])([A-Za-z])/g, '$1 $2')
    .toLowerCase();
  cleaned.set(objectType, name);
  return name;
}
