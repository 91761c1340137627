import type { TypeAbout } from '../question-type.ts';

/** What people must know about routes. */
export const aboutRoutePlan: TypeAbout = {
  title: 'Route planning',
  file: 'route-plan.ts',
  asks: 'which turns (left, right, back) are missing from a route that begins at one object, facing a second, and walks from object to object to a goal',
  needs:
    '`start`, `facing`, `goal` and `step_1`, `step_2`, …: each place a category with exactly one instance that counts, whatever its capitals; a step is a place to walk to, or `[turn]` for an open turn',
  formula:
    'Legs are straight in the plan from box centre to box centre. One looks first from the start to what one faces, later along the leg just walked. An open turn is the angle from there to the next place (after the last step: to the goal): below `route.backFromDeg` left or right, from there on back. A walk without a turn before it may bend by `route.maxBendDeg`.',
  rounding: 'None. The answer lists the turns in order: "Turn Left, Turn Back".',
  refused:
    'A place that no box is called (`unknown-object`) or several are (`several-instances`); start and facing the same object, which leaves the first direction open (`same-object-twice`); two turns in a row, no turn at all, a walk aside without a turn, or a last step that does not end at the goal (`unreadable-route`); two places at one spot (`undefined-direction`), under `sightline` also nearer than `direction.minPlanM` (`too-close`) or in different rooms; a turn within `direction.marginDeg` of straight ahead or of the border to back (`near-border`).',
  margin:
    'Degrees to the nearest border over all open turns; the score is that over 45°, at most 1. The runner-up has the tightest turn on the other side of its border.',
  marks: 'A `route`: the path, what is faced at the start, and each turn asked for with its angle and name.',
  options:
    'One open turn: all three. More: two of the turns get one other name each, and the options are the four combinations of these, so that no option stands out.',
  traps:
    'VSI-Bench\'s 194 routes were written by hand from the videos: most name places that have no box (a wall, "the chair beside the screen", "past the bed"), and 57 begin at the very object that they face. All but one text can be taken apart, every option of these has as many turns as the text has slots, and one route can be derived (it agrees). Its border to back is not published; 135° is that of the directions. Straight legs ignore walls and furniture, so routes are only generated within one room.',
};
