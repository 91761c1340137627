import type { QuestionDetail, TrajectoryDetail } from '../../../../shared/api/index.ts';
import type { Roles } from '../../../../shared/model/question.ts';
import type { Scene } from '../../../../shared/model/scene.ts';
import type { Convention } from '../../../../shared/questions/convention.ts';
import { conventions } from '../../../../shared/questions/conventions/index.ts';
import { simsvConvention } from '../../../../shared/questions/conventions/simsv.ts';
import type { Derivation, QuestionType, Refusal, TrajectoryView } from '../../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../../shared/questions/registry.ts';
import { openTurn } from '../../../../shared/questions/route-plan/route.ts';
import { type ColorNumberOf, colorNumbers, roleColor } from './role-colors.ts';

/** What fills a role of the question on screen, with the one colour it has in text, video, timeline and map. */
export interface RoleView {
  readonly role: string;
  /** "Standing at", "Object 1"… */
  readonly label: string;
  /** Category that fills it: "dog bed". */
  readonly name: string;
  /** CSS colour; over pictures, which do not change with the page's scheme, the number's own. */
  readonly color: string;
  readonly colorNumber: number;
  /** Instances of that category, the decisive one first. */
  readonly objectIndices: readonly number[];
}

/** Everything the panels show of one question: stored content, ground truth, and what the formula makes of them. */
export interface Subject {
  readonly detail: QuestionDetail;
  readonly scene: Scene;
  readonly trajectory: TrajectoryDetail;
  readonly view: TrajectoryView;
  readonly convention: Convention;
  /** Null for a type this version cannot derive: shown read-only. */
  readonly type: QuestionType | null;
  /** The stored or drafted roles; null where neither record nor wording names them. */
  readonly roles: Roles | null;
  /** Null for an unknown type or wording, or without geometry. */
  readonly outcome: Derivation | Refusal | null;
  readonly roleViews: readonly RoleView[];
  /** Colour of a name in a role that is being chosen. */
  readonly colorNumberOf: ColorNumberOf;
}

/** Joins question and ground truth; `draft` replaces the stored roles while editing. */
export function subjectOf(detail: QuestionDetail, scene: Scene, trajectory: TrajectoryDetail, draft: Roles | null): Subject {
  const view: TrajectoryView = { scene, sightings: trajectory.sightings, frameCount: trajectory.frameCount, fps: trajectory.fps };
  const convention = conventionOf(detail.convention);
  const type = findQuestionType(detail.task);
  const stored = detail.current.roles ?? type?.parse(detail.current.text)?.roles ?? null;
  const roles = draft ?? stored;
  const outcome = type !== null && roles !== null && detail.geometry === 'known' ? type.derive(view, roles, convention) : null;
  // An order's roles are named by its answer; a wording lists them shuffled.
  const shown = type !== null && outcome?.isAnswered ? (type.rolesFromRecord(outcome.recordFields) ?? roles) : roles;
  const colorNumberOf: ColorNumberOf = type === null ? () => 0 : colorNumbers(type, stored ?? {}, roles ?? {});
  const roleViews = type === null || shown === null ? [] : roleViewsOf(type, { view, convention, roles: shown, outcome, colorNumberOf });
  return { detail, scene, trajectory, view, convention, type, roles, outcome, roleViews, colorNumberOf };
}

function conventionOf(name: string): Convention {
  return name in conventions ? conventions[name as keyof typeof conventions] : simsvConvention;
}

function roleViewsOf(
  type: QuestionType,
  shown: Pick<Subject, 'view' | 'convention' | 'outcome' | 'colorNumberOf'> & { readonly roles: Roles },
): RoleView[] {
  const { view, convention, roles, outcome } = shown;
  const byName = new Map<string, string>();
  for (const role of type.roleNames) {
    const name = roles[role];
    // What fills two roles (a goal that is also the last step) is shown once; an open turn is no object.
    if (name !== undefined && name !== openTurn && !byName.has(name)) byName.set(name, role);
  }
  return [...byName].map(([name, role]) => {
    const colorNumber = shown.colorNumberOf(role, name);
    const instances =
      (outcome?.isAnswered ? outcome.instances[role] : undefined) ??
      type.candidates(view, convention, role).find((candidate) => candidate.name === name)?.objectIndices;
    return {
      role,
      label: type.roleLabels[role] ?? role,
      name,
      color: roleColor(colorNumber),
      colorNumber,
      objectIndices: instances ?? [],
    };
  });
}
