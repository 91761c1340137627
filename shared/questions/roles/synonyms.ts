/** Category names that people use for the same thing. The first of each line stands for all. */
export const synonymGroups: readonly (readonly string[])[] = [
  ['sofa', 'couch', 'settee'],
  ['armchair', 'arm chair'],
  ['nightstand', 'bed side table', 'night stand', 'bedside table', 'night table'],
  ['bookshelf', 'bookcase', 'book shelf', 'book case'],
  ['dresser', 'chest of drawers', 'chest of drawers furniture'],
  ['filing cabinet', 'file cabinet'],
  ['shelving unit', 'shelf unit'],
  ['dining table', 'dinner table'],
  ['coffee table', 'cocktail table'],
  ['tv stand', 'television stand'],
  ['counter', 'counter top', 'countertop', 'kitchen counter'],
  ['house plant', 'houseplant', 'potted plant', 'pot plant', 'indoor plant', 'plant'],
  ['picture', 'painting'],
  ['rug', 'carpet', 'area rug'],
  ['curtain', 'curtains', 'drapes'],
  ['blinds', 'window blinds'],
  ['doorway', 'doorframe', 'door frame'],
  ['floor lamp', 'standing lamp'],
  ['ceiling light', 'ceiling lamp'],
  ['trash can', 'garbage can', 'trash bin', 'garbage bin', 'rubbish bin', 'waste bin', 'waste basket', 'wastebasket', 'dustbin'],
  ['garbage bag', 'trash bag', 'bin bag', 'rubbish bag'],
  ['laundry hamper', 'laundry basket', 'clothes hamper', 'hamper'],
  ['washing machine', 'washer', 'clothes washer'],
  ['clothes dryer', 'dryer', 'tumble dryer'],
  ['vacuum cleaner', 'vacuum', 'hoover'],
  ['refrigerator', 'fridge'],
  ['microwave', 'microwave oven'],
  ['coffee machine', 'coffee maker'],
  ['kettle', 'tea kettle'],
  ['dishwasher', 'dish washer'],
  ['frying pan', 'skillet'],
  ['dish sponge', 'kitchen sponge', 'sponge'],
  ['faucet', 'tap', 'water tap'],
  ['bathtub', 'bath tub', 'tub'],
  ['shower head', 'showerhead'],
  ['toilet paper', 'toilet roll', 'toilet tissue'],
  ['hair dryer', 'hairdryer', 'blow dryer'],
  ['exhaust fan', 'extractor fan', 'ventilation fan'],
  ['tv', 'television', 'television set', 'tv set'],
  ['monitor', 'computer monitor', 'computer screen'],
  ['keyboard', 'computer keyboard'],
  ['computer mouse', 'mouse'],
  ['laptop', 'laptop computer', 'notebook computer'],
  ['desktop', 'desktop computer'],
  ['remote control', 'remote', 'tv remote'],
  ['cell phone', 'cellphone', 'mobile phone', 'cellular telephone', 'smartphone'],
  ['telephone', 'phone', 'landline phone'],
  ['power strip', 'extension block'],
  ['backpack', 'rucksack', 'knapsack'],
  ['bicycle', 'bike'],
  ['whiteboard', 'white board'],
  ['teddy bear', 'teddy'],
  ['basketball', 'basket ball'],
  ['key chain', 'keychain', 'key ring'],
  ['boots', 'boot'],
  ['shoes', 'shoe'],
];

const canonical = new Map(synonymGroups.flatMap((group) => group.map((name) => [name, group[0] as string] as const)));
const groupByName = new Map(synonymGroups.flatMap((group) => group.map((name) => [name, group] as const)));

/** The one name that stands for a category and its synonyms; the name itself where it has none. */
export function canonicalName(name: string): string {
  return canonical.get(name) ?? name;
}

/** All names of a category, itself included. */
export function synonymsOf(name: string): readonly string[] {
  return groupByName.get(name) ?? [name];
}

/**
 * Names that are not the same thing, but that a viewer may take for each other: neither is a fair example of something absent where
 * the other is seen. One name may be in several lines.
 */
export const lookAlikes: readonly (readonly string[])[] = [
  ['picture', 'poster', 'picture frame', 'photo frame', 'room decor'],
  ['ottoman', 'footstool', 'stool', 'pouf', 'bench'],
  ['sofa', 'loveseat', 'chaise longue', 'futon', 'armchair', 'sofa bed', 'daybed'],
  ['armchair', 'chair', 'recliner'],
  ['desk', 'table', 'dining table', 'side table', 'counter'],
  ['nightstand', 'side table', 'end table'],
  ['dresser', 'cabinet', 'cupboard', 'wardrobe', 'closet', 'sideboard', 'tv stand', 'drawer', 'credenza'],
  ['bookshelf', 'shelving unit', 'shelf', 'cabinet', 'cupboard'],
  ['cup', 'mug', 'glass', 'goblet', 'pitcher', 'vase'],
  ['bottle', 'soap bottle', 'spray bottle', 'wine bottle', 'vase', 'thermos'],
  ['bowl', 'plate', 'dish', 'pot', 'pan', 'basket'],
  ['pillow', 'cushion'],
  ['towel', 'cloth', 'hand towel', 'blanket', 'quilt', 'bath mat'],
  ['rug', 'doormat', 'mat', 'bath mat'],
  ['basket', 'laundry hamper', 'trash can', 'bucket', 'crate', 'box', 'bin'],
  ['box', 'crate', 'carton', 'cardboard box', 'tissue box', 'chest', 'trunk', 'safe'],
  ['tv', 'monitor', 'desktop', 'laptop', 'computer', 'projector screen'],
  ['book', 'notebook', 'newspaper', 'magazine'],
  ['stove', 'cooker', 'oven', 'toaster oven', 'microwave'],
  ['heater', 'radiator', 'fireplace', 'stove'],
  ['doorway', 'door'],
  ['washing machine', 'clothes dryer', 'dishwasher'],
  ['statue', 'sculpture', 'figurine', 'table top decor', 'room decor', 'bust'],
  ['house plant', 'flower', 'flowerpot', 'vase', 'fern', 'bonsai', 'cactus', 'succulent', 'bouquet'],
  ['floor lamp', 'desk lamp', 'table lamp', 'lamp', 'ceiling light', 'light'],
  ['backpack', 'bag', 'handbag', 'suitcase', 'duffel bag', 'tote bag', 'paper bag'],
  ['cell phone', 'telephone', 'remote control'],
  ['pot', 'flowerpot', 'teapot', 'kettle', 'saucepan'],
  ['knife', 'butter knife', 'fork', 'spoon', 'spatula', 'ladle'],
  ['pen', 'pencil'],
  ['blinds', 'curtain', 'shower curtain'],
  ['boots', 'shoes', 'slippers', 'sneakers'],
  ['filing cabinet', 'dresser', 'safe', 'cabinet'],
  ['counter', 'table', 'desk', 'kitchen island'],
  ['cart', 'trolley', 'bar cart', 'shelving unit'],
];

const lookAlikesByName = new Map<string, ReadonlySet<string>>(
  [...new Set(lookAlikes.flat())].map((name) => [name, new Set(lookAlikes.filter((group) => group.includes(name)).flat())]),
);

/** True where a viewer may call what is named `a` a `b` or the reverse: synonyms, look-alikes, or one the other with a word before it ("floor lamp", "lamp"). */
export function areEasilyConfused(a: string, b: string): boolean {
  const [first, second] = [canonicalName(a), canonicalName(b)];
  return first === second || a.endsWith(b) || b.endsWith(a) || (lookAlikesByName.get(first)?.has(second) ?? false);
}
