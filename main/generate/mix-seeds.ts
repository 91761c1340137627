/** The seed of a walk through a house. */
export function walkSeed(seed: number, houseIndex: number, walk: number): number {
  return mixSeeds(seed, houseIndex + 1, walk + 1);
}

/** The seed of a procedural house: it depends on the house's number alone, not on how many there are. */
export function houseSeed(seed: number, houseIndex: number): number {
  return mixSeeds(seed, houseIndex + 1, 0);
}

/** Three whole numbers to 31 bits that a small change of any scatters (a 32-bit mix after Steele et al.'s SplitMix). */
function mixSeeds(seed: number, house: number, walk: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(house, 0xc2b2ae35) ^ Math.imul(walk, 0x27d4eb2f);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 1;
}
