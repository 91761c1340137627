import { AppError } from '../../shared/errors.ts';
import { polygonAreaM2 } from '../../shared/geometry/polygon.ts';
import { seededPick } from '../../shared/questions/seeded-pick.ts';
import { checkHouse } from './check-house.ts';
import { furnishHouse } from './furnish/furnish-house.ts';
import type { HouseSettings, PlannedHouse } from './house-plan.ts';
import { makeHousePlan } from './plan/make-house-plan.ts';

/** Houses that are drawn before the settings are called impossible. */
const mostAttempts = 14;
/** So many draws may be given up because a room lacks what makes it one; then a house without it is better than none. */
const patientAttempts = 10;

/** The most that was reached in houses that stayed below the asked number of objects. */
interface Shortfall {
  readonly objects: number;
  readonly rooms: number;
  readonly areaM2: number;
}

/**
 * The house of some settings: the same on every machine. A draw that cannot be furnished as asked, or that the validity check finds a fault
 * with, is given up and counted, and the next one is made from a seed that follows from the first. Throws `input.invalid` where the settings
 * ask for what cannot be, saying what fits, and `house.invalid` where no draw was valid.
 */
export function makeHouse(settings: HouseSettings): PlannedHouse {
  refuseImpossibleCounts(settings);
  const rejections: Record<string, number> = {};
  const count = (reason: string, times = 1) => {
    rejections[reason] = (rejections[reason] ?? 0) + times;
  };
  let shortfall: Shortfall | null = null;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const seed = attempt === 0 ? settings.seed : seededPick(['house attempt', settings.seed, attempt])(2 ** 31 - 1);
    const { plan, rejections: planFlaws } = makeHousePlan({ seed, rooms: settings.rooms });
    const { objects, lacking, rejections: refusals } = furnishHouse(plan, settings.objects, seed);
    for (const [reason, times] of Object.entries(planFlaws)) count(`plan: ${reason}`, times);
    for (const [reason, times] of Object.entries(refusals)) count(`place: ${reason}`, times);
    const house: PlannedHouse = { settings, plan, objects, rejections };
    if (objects.length < settings.objects[0]) {
      count('house: too few objects');
      if (objects.length >= (shortfall?.objects ?? 0)) shortfall = shortfallOf(house);
      continue;
    }
    if (lacking.length > 0 && attempt < patientAttempts) {
      count('house: essentials missing');
      continue;
    }
    const problems = checkHouse(house);
    if (problems.length === 0) return house;
    for (const { kind } of problems) count(`check: ${kind}`);
  }
  throw shortfall === null ? invalidHouse(settings, rejections) : tooManyObjects(settings, shortfall);
}

function refuseImpossibleCounts({ objects: [least, most] }: HouseSettings): void {
  if (Number.isInteger(least) && Number.isInteger(most) && least >= 0 && most >= least) return;
  const message = `${least} to ${most} objects were asked for; give two whole numbers from 0 up, the smaller one first.`;
  throw new AppError('input.invalid', message);
}

function shortfallOf({ plan: { rooms }, objects }: PlannedHouse): Shortfall {
  const areaM2 = rooms.reduce((sum, { outlineM }) => sum + polygonAreaM2(outlineM), 0);
  return { objects: objects.length, rooms: rooms.length, areaM2 };
}

function tooManyObjects({ objects: [least] }: HouseSettings, { objects, rooms, areaM2 }: Shortfall): AppError {
  const size = `${rooms} ${rooms === 1 ? 'room' : 'rooms'} and ${Math.round(areaM2)} m2`;
  const message = `${least} objects do not fit: in ${mostAttempts} houses at most ${objects} found a place (${size}). Ask for fewer objects, or for more rooms.`;
  return new AppError('input.invalid', message);
}

function invalidHouse({ seed }: HouseSettings, rejections: Readonly<Record<string, number>>): AppError {
  const reasons = Object.entries(rejections).filter(([reason]) => !reason.startsWith('p'));
  const list = reasons.map(([reason, times]) => `${reason} ${times}`).join(', ');
  return new AppError('house.invalid', `No valid house came of seed ${seed} in ${mostAttempts} draws (${list}). Take another seed.`);
}
