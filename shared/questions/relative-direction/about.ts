import type { TypeAbout } from '../question-type.ts';

/** What people must know about relative directions. */
export const aboutRelativeDirection: TypeAbout = {
  title: 'Relative direction',
  file: 'relative-direction.ts',
  asks: 'standing at one object and looking at a second, on which side a third is: left or right (easy), left, right or back (medium), or one of four quarters (hard)',
  needs: '`positioning_obj`, `orienting_obj`, `querying_obj`: three different categories with exactly one instance that counts each',
  formula:
    'All from box centres in the plan, heights dropped. The turn is the angle from the facing ray to the ray to the asked object, 0 to 180°, and its side the sign of their cross product. Easy: the side. Medium: the side below 135°, else back. Hard: front below 90°, else back, with the side.',
  rounding: 'None. `angle` in a record is the unsigned turn in degrees.',
  refused:
    "Another centre exactly above or below the standing point (`undefined-direction`); a pair of boxes nearer than `direction.minPairM` or farther than `direction.maxPairM`, measured as distances are (`too-close`, `too-far`); under `sightline` also objects in different rooms and centres nearer than `direction.minPlanM` seen from above. A turn within `direction.marginDeg` of a border is `near-border`: straight ahead always, straight behind for easy and hard (for medium only under `simsv`, although nothing changes there), 135° for medium (under `vsibench` for easy too, and nothing beyond it is asked), 90° for hard. Under `vsibench` the quarters are only checked below a border, counting counter-clockwise from facing. `near-border` is also an asked object that reaches into another sector: more than `direction.maxStrayCorners` of its box's eight corners, or less than `direction.minFootprintShare` of its footprint inside the sector of the answer. Exactly on the edge of a band is answered.",
  margin:
    'Degrees from the turn to the nearest border between two answers; the score is that over 45°, at most 1. The runner-up lies behind that border.',
  marks:
    "A `direction`: standing point, facing ray, ray to the asked object, the sectors with the answer's one marked, and the refused bands.",
  options: 'All labels of the level: two, three or four.',
  traps:
    'The viewer stands in the middle of the first object, inside the furniture: standing in front of it instead can change the answer, most of all in quarters. Medium has no front, so something a little off straight ahead is left or right. `simsv` ignores rooms, heights and how large the asked object is, and allows objects that stand on one another. "To the left or the right of" the second object means the viewer\'s left or right.',
};
