/** What can be wrong with a planned house. */
export const houseProblemKinds = [
  'room-outline',
  'rooms-overlap',
  'rooms-gap',
  'opening-place',
  'openings-collide',
  'room-unreachable',
  'object-room',
  'object-outside',
  'objects-overlap',
  'wall-object-loose',
  'child-off-parent',
  'door-blocked',
  'window-blocked',
  'count',
] as const;
/** One of {@link houseProblemKinds}. */
export type HouseProblemKind = (typeof houseProblemKinds)[number];

/** One finding about a planned house. */
export interface HouseProblem {
  readonly kind: HouseProblemKind;
  /** Ids of the rooms, openings and objects concerned. */
  readonly items: readonly string[];
  /** One sentence with the numbers. */
  readonly message: string;
}
