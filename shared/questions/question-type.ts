import type { PlanPoint, Vec3 } from '../geometry/vector.ts';
import type { Roles } from '../model/question.ts';
import type { Scene } from '../model/scene.ts';
import type { SightingSummary } from '../model/trajectory.ts';
import type { Convention } from './convention.ts';

/** What a question is asked of: a scene and what one trajectory saw of it. A source without frames has `frameCount` 0 and no sightings. */
export interface TrajectoryView {
  readonly scene: Scene;
  /** Only instances seen at least once, any order. */
  readonly sightings: readonly SightingSummary[];
  readonly frameCount: number;
  readonly fps: number;
}

/** A category that can fill a role: every instance that counts (see `Convention.instances`) and is called `name`. */
export interface Candidate {
  readonly name: string;
  /** Indices into `Scene.objects`, scene order. Empty for a name that the scene does not have (presence questions). */
  readonly objectIndices: readonly number[];
  /** First frame in which any of them is salient; null where the source has no frames, or none is ever salient. */
  readonly firstSalientFrame: number | null;
  /** Instances whose box is exactly that of one in `objectIndices`, where the convention takes them for the same object. */
  readonly duplicateIndices: readonly number[];
  /** Instances of the same name that do not count but may have been noticed (see `Convention.minDoubtfulFraction`). */
  readonly doubtfulIndices: readonly number[];
}

/** Something to draw on map, video and 3D to show why the answer holds. World frame, metres. */
export type Mark =
  /** A measured line between closest points; `isDecisive` for the one the answer rests on. */
  | {
      readonly kind: 'segment';
      readonly fromM: Vec3;
      readonly toM: Vec3;
      readonly lengthM: number;
      readonly isDecisive: boolean;
      readonly objectIndices: readonly [number, number];
    }
  /** Standing point, facing ray, the asked object's ray, and the answer sectors around the facing direction (degrees, positive clockwise = right). */
  | {
      readonly kind: 'direction';
      readonly standingM: PlanPoint;
      readonly facingM: PlanPoint;
      readonly queryingM: PlanPoint;
      /** Signed angle from facing to querying, (-180, 180], positive to the right. */
      readonly angleDeg: number;
      readonly sectors: readonly { readonly fromDeg: number; readonly toDeg: number; readonly label: string; readonly isAnswer: boolean }[];
      /** Half-width of the band around each border in which the convention refuses an answer. */
      readonly ambiguousHalfWidthDeg: number;
    }
  /** n-th first appearance (1-based) at `frame`, with the object's position. */
  | {
      readonly kind: 'pin';
      readonly order: number;
      readonly frame: number;
      readonly objectIndex: number;
      readonly positionM: Vec3;
      readonly label: string;
    }
  /** The edge of an object's box along which its size is read; `isDecisive` for the one the answer names. */
  | {
      readonly kind: 'edge';
      readonly objectIndex: number;
      readonly fromM: Vec3;
      readonly toM: Vec3;
      readonly lengthM: number;
      readonly isDecisive: boolean;
    }
  /** One instance of a count, numbered from 1; not counted ones are those that the convention leaves out. */
  | {
      readonly kind: 'instance';
      readonly order: number;
      readonly objectIndex: number;
      readonly positionM: Vec3;
      readonly isCounted: boolean;
      readonly label: string;
    }
  /** A room that belongs to the answer, with the area of its floor outline. */
  | {
      readonly kind: 'room';
      readonly roomId: string;
      readonly outlineM: readonly PlanPoint[];
      readonly areaM2: number;
      readonly label: string;
    }
  /** A walked path, with the turns asked for: `label` says which turn, at which point, `isAsked` where it is part of the answer. */
  | {
      readonly kind: 'route';
      readonly pointsM: readonly PlanPoint[];
      readonly facingM: PlanPoint;
      readonly turns: readonly { readonly atM: PlanPoint; readonly angleDeg: number; readonly label: string }[];
    };

/** A frame worth looking at, and why. */
export interface EvidenceFrame {
  readonly frame: number;
  readonly objectIndex: number;
  readonly reason: 'first-salient' | 'best';
}

/** How far the answer is from being another one. */
export interface Margin {
  readonly value: number;
  /** Metres, degrees, frames, square metres, or % of a frame's pixels. */
  readonly unit: 'm' | 'deg' | 'frames' | 'm2' | '%';
  /** 0 (on the border) to 1 (safe), comparable across types. */
  readonly score: number;
  /** The runner-up: the answer it would flip to; null where there is no single one. */
  readonly flipsTo: string | null;
}

/** An answer with everything that explains it. */
export interface Derivation {
  readonly isAnswered: true;
  readonly convention: string;
  /** The answer as the format's text: "2.4", "left", "bed, desk, lamp, sofa". */
  readonly answer: string;
  /** Before rounding; null where the answer is not a number. */
  readonly rawValue: number | null;
  readonly unit: 'm' | 'deg' | 'cm' | 'm2' | null;
  /** What a reviewer must know about where the answer comes from; null where it is measured from boxes and frames as documented. */
  readonly note: string | null;
  readonly margin: Margin;
  readonly evidence: readonly EvidenceFrame[];
  readonly marks: readonly Mark[];
  /** Instances by role name, the decisive one first. */
  readonly instances: Readonly<Record<string, readonly number[]>>;
  /** The names that the question itself chooses among, in its order; absent where the wording gives no choice. */
  readonly choices?: readonly string[];
  /** The type's own fields of a SIMS-V record, in the format's order (ref_obj, other_dists, angle, …). */
  readonly recordFields: Readonly<Record<string, unknown>>;
}

/** Why no answer can be derived. */
export const refusalReasons = [
  'too-few-frames',
  'no-frames',
  'unknown-object',
  'not-salient',
  'barely-visible',
  'several-instances',
  'same-object-twice',
  'different-rooms',
  'bad-geometry',
  'too-close',
  'too-far',
  'too-small',
  'too-few',
  'undefined-direction',
  'near-border',
  'same-frame',
  'area-unknown',
  'unreadable-route',
] as const;
/** A typed refusal instead of an answer. */
export interface Refusal {
  readonly isAnswered: false;
  readonly convention: string;
  readonly reason: (typeof refusalReasons)[number];
  /** One sentence for the reviewer. */
  readonly message: string;
  /** What the formula would say if the convention did not refuse; null where there is nothing. Lets verification compare borderline answers. */
  readonly wouldBe: string | null;
  readonly marks: readonly Mark[];
}

/** Part of a question's wording that names a role. */
export interface RoleSpan {
  readonly role: string;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
}

/** A wording taken apart. Replacing the spans' text re-words the question in its own style. */
export interface ParsedText {
  readonly roles: Roles;
  readonly spans: readonly RoleSpan[];
}

/** Draws uniform integers in [0, n). */
export type RandomIndex = (n: number) => number;

/** What people must know about a family of types; docs/question-types.md is made of it. Markdown, one paragraph each. */
export interface TypeAbout {
  readonly title: string;
  /** The file in this folder that computes the answer. */
  readonly file: string;
  readonly asks: string;
  /** What each role needs. */
  readonly needs: string;
  readonly formula: string;
  readonly rounding: string;
  readonly refused: string;
  readonly margin: string;
  readonly marks: string;
  readonly options: string;
  readonly traps: string;
}

/**
 * One question type. Its file in this folder is the only place where its answer is computed; generation, verification,
 * editing, findings and drawing all call {@link QuestionType.derive}.
 */
export interface QuestionType {
  /** Name in our registry and task name in records, e.g. "vsi_obj_abs_distance" or VSI-Bench's "object_counting". */
  readonly task: string;
  readonly title: string;
  /** Shared by all types of a family. */
  readonly about: TypeAbout;
  /** How the answer is written: "2.4", "3", "left", or names joined by ", ". */
  readonly answerForm: 'decimal' | 'integer' | 'text' | 'list';
  /** Smallest distance between the answer and a wrong option, where numbers need one; none where absent. */
  readonly optionGap?: number;
  /** What is wrong with a text as an option beside this answer, as a sentence, or null; where absent the form of the answer decides alone. */
  optionProblem?(option: string, answer: string): string | null;
  /** Names of the roles, in the order the wording mentions them. */
  readonly roleNames: readonly string[];
  /** Roles that a question of this type may lack (later steps of a route). */
  readonly optionalRoles: readonly string[];
  /** Roles that form one set of names (orders, choices): a wording may mention them in any order. */
  readonly interchangeableRoles: readonly string[];
  readonly roleLabels: Readonly<Record<string, string>>;
  /** Categories that may fill `role`, sorted by name. */
  candidates(view: TrajectoryView, convention: Convention, role: string): readonly Candidate[];
  derive(view: TrajectoryView, roles: Roles, convention: Convention): Derivation | Refusal;
  /** Our wording under a convention. `pick` orders what the wording lists (orders are asked shuffled). */
  phrase(roles: Roles, convention: Convention, pick: RandomIndex): string;
  /** Recognises our wording and the formats'; null where it does not. */
  parse(text: string): ParsedText | null;
  /** Roles from a SIMS-V record's own fields; null where they are missing. */
  rolesFromRecord(record: Readonly<Record<string, unknown>>): Roles | null;
  /** The wrong options, as many as the type has beside the answer. Throws `question.underivable` where too few exist. */
  distractors(derivation: Derivation, convention: Convention, pick: RandomIndex): readonly string[];
  /** One random draw of roles for generation; null when the view cannot supply one. */
  draw(view: TrajectoryView, convention: Convention, pick: RandomIndex): Roles | null;
}
