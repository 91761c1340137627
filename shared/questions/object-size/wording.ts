import type { Convention } from '../convention.ts';
import type { TypeAbout } from '../question-type.ts';
import type { AskedEdge } from './measured-box.ts';

/** What {@link phraseSize} needs to know of a type. */
interface Phrased {
  readonly edge: AskedEdge;
  readonly ofSeveral: 'none' | 'first-seen';
  readonly isApproximate: boolean;
}

/** Our wording. It says which box is meant: SIMS-V's sizes follow the walls, not the object. */
export function phraseSize(name: string, { edge, ofSeveral, isApproximate }: Phrased, convention: Convention): string {
  const opening = isApproximate ? 'Roughly how' : 'How';
  const sides = convention.boxes === 'axis-aligned' ? 'its height and its two widths parallel to the walls' : 'its height, width and depth';
  const which = ofSeveral === 'none' ? '' : ' If there are several, take the one that is first shown clearly.';
  return `${opening} many centimetres is the ${edge} extent of the ${name}, out of ${sides}?${which}`;
}

/** Ours, SIMS-V's (both of them), the released SIMS-VSI's and VSI-Bench's, by the edge that they ask for. */
export const sizeWordings: Readonly<Record<AskedEdge, readonly RegExp[]>> = {
  longest: wordingsFor('longest'),
  shortest: wordingsFor('shortest'),
};

function wordingsFor(edge: AskedEdge): readonly RegExp[] {
  return [
    new RegExp(`how many centimetres is the ${edge} extent of the (?<object>.+), out of its height`, 'di'),
    new RegExp(
      `length of the ${edge} dimension \\(length, width, or height\\) of the (?<object>.+?),? (?:measured )?\\(?in centimeters\\)?\\?`,
      'd',
    ),
    new RegExp(`how many centimeters is the ${edge} dimension \\(length/width/height\\) of the (?<object>.+?)\\?`, 'd'),
  ];
}

/** See {@link TypeAbout}. */
export const aboutObjectSize: TypeAbout = {
  title: 'Object size',
  file: 'object-size.ts',
  asks: "the length in centimetres of the longest edge of an object's box, or of the shortest (`obj_short_size_est`); height counts like width and depth",
  needs:
    '`object`: a category. `vsi_obj_size_est`, its `_minimal` task and `object_size_estimation` need exactly one instance that counts; `obj_long_size_est`, `_v2` and `obj_short_size_est` take any category and mean the instance whose first salient frame comes first',
  formula:
    'each edge of the box × 100, rounded to whole centimetres: `dims_cm`; the largest or smallest of the three is `gt_size`. The box is the world-aligned one under `simsv` (with the lengths that the metadata states) and the turned one under `vsibench` and `sightline`',
  rounding:
    'twice, halves to even each time: to whole centimetres, then to `size.longestStepCm` (longest edge) or `size.shortestStepCm` (shortest). In steps of 5 cm the first rounding never changes the outcome of the second',
  refused:
    '`several-instances` where one instance is needed; `same-frame` where two instances are first salient in one frame; `near-border` where another one of another size follows within `time.minGapFrames` or `time.minGapS`; `no-frames` where several instances have no frames to tell them apart; `barely-visible` where a viewer may mean a doubtful instance (for first-seen tasks: one at its largest before the asked one is salient); `too-small` below `size.minCm`; `bad-geometry`',
  margin:
    'metres from the length to the border of the next step, which it would flip to; score: share of the way from the border to the middle of the step, times n / (n + 5) for an answer of n steps, so that an object of a few steps scores low. First-seen tasks with a second instance of another size: frames until that one is first salient, score t / (t + 1) for t seconds',
  marks: 'the three edges of the measured box that meet at one corner, with their lengths; the asked one is decisive',
  options:
    'three other lengths in the same steps, at least one step from the answer and from each other, on both sides of it where there is room',
  traps:
    'a world-aligned box around a turned object is too large in both widths; for round and thin things "longest" may be the height; the shortest edge of a picture or a door is a few centimetres and says little; a step of 5 cm is a tenth of a small object but nothing for a bed; records carry `type` "longest" or "shortest" where all others say "v0", and `count` is the number of salient instances, not of all',
};
