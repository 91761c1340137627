import { type HouseEntry, readHouses } from '../../../../main/formats/procthor/read-houses.ts';

/** Every entry of a house file at once, for tests. */
export async function readAllHouses(file: string): Promise<HouseEntry[]> {
  const entries: HouseEntry[] = [];
  for await (const entry of readHouses(file)) entries.push(entry);
  return entries;
}
