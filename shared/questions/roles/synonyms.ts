/** Category names that people use for the same thing. The first of each line stands for all. */
const groups: readonly (readonly string[])[] = [
  ['sofa', 'couch'],
  ['trash can', 'garbage can', 'trash bin', 'waste basket', 'dustbin'],
  ['armchair', 'arm chair'],
  ['tv', 'television', 'tv monitor'],
  ['refrigerator', 'fridge'],
  ['nightstand', 'night stand', 'bedside table'],
  ['cell phone', 'mobile phone', 'smartphone'],
  ['telephone', 'phone'],
  ['bookshelf', 'bookcase'],
  ['dresser', 'chest of drawers', 'chest of drawers furniture'],
  ['stove', 'cooker'],
  ['washing machine', 'washer', 'clothes washer'],
  ['clothes dryer', 'dryer'],
  ['computer mouse', 'mouse'],
  ['house plant', 'potted plant', 'plant'],
  ['laundry hamper', 'laundry basket'],
  ['picture', 'painting'],
  ['doorway', 'doorframe', 'door frame'],
  ['rug', 'carpet', 'area rug'],
];

const canonical = new Map(groups.flatMap((group) => group.map((name) => [name, group[0] as string] as const)));

/** The one name that stands for a category and its synonyms; the name itself where it has none. */
export function canonicalName(name: string): string {
  return canonical.get(name) ?? name;
}

/** All names of a category, itself included. */
export function synonymsOf(name: string): readonly string[] {
  return groups.find((group) => group.includes(name)) ?? [name];
}
