/** Labels of scanned scenes (ScanNet, ScanNet++, ARKitScenes) whose form has another name among AI2-THOR's types. */
const formOfLabel: Readonly<Record<string, string>> = {
  table: 'DiningTable',
  tv: 'Television',
  'trash bin': 'GarbageCan',
  'trash can': 'GarbageCan',
  bucket: 'GarbageCan',
  refrigerator: 'Fridge',
  nightstand: 'SideTable',
  bookshelf: 'ShelvingUnit',
  'shoe rack': 'ShelvingUnit',
  plant: 'HousePlant',
  washer: 'WashingMachine',
  lamp: 'FloorLamp',
  'table lamp': 'DeskLamp',
  counter: 'CounterTop',
  clock: 'AlarmClock',
  shoes: 'Boots',
  closet: 'Dresser',
  cushion: 'Pillow',
  whiteboard: 'Painting',
  'computer tower': 'Desktop',
  telephone: 'CellPhone',
  basket: 'LaundryHamper',
  couch: 'Sofa',
};

/**
 * The AI2-THOR type whose form fits an object: the type itself, or for a label in small letters ("trash can") what it is called there. Types of generated
 * houses are never renamed: their recordings must stay what they are.
 */
export function formTypeOf(objectType: string): string {
  if (!/^[a-z]/.test(objectType)) return objectType;
  const joined = objectType.replace(/(?:^|[ _-])([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return formOfLabel[objectType] ?? joined;
}
