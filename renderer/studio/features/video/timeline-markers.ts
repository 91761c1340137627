import type { Decision } from '../../../../shared/model/decision.ts';
import { describeDecision } from '../question/describe-decision.ts';
import type { Subject } from '../review/subject.ts';
import { evidenceLabel } from './evidence-label.ts';

/** Something that happened at a frame, or that a frame is worth looking at for. */
export interface TimelineMarker {
  readonly key: string;
  readonly frame: number;
  readonly kind: 'evidence' | 'appearance' | 'approve' | 'reject' | 'edit' | 'skip' | 'flag' | 'comment';
  readonly label: string;
  /** CSS colour. */
  readonly color: string;
  /** Place in the order of appearance, from 1; only with `appearance`. */
  readonly order?: number;
}

const decisionColors: Partial<Record<Decision['operation'], string>> = {
  approve: 'var(--verdict-approved)',
  reject: 'var(--verdict-rejected)',
  edit: 'var(--verdict-edited)',
  skip: 'var(--verdict-skipped)',
  flag: 'var(--flag)',
  comment: 'var(--text-dim)',
};

/** Every marker of a question, by frame. A first appearance that is also evidence is shown once, with its number. */
export function timelineMarkersOf({ outcome, roleViews, detail, trajectory }: Subject): TimelineMarker[] {
  const viewOf = (objectIndex: number) => roleViews.find((role) => role.objectIndices.includes(objectIndex));
  const colorOf = (objectIndex: number) => viewOf(objectIndex)?.color ?? 'var(--text-dim)';
  const derived = outcome?.isAnswered ? outcome : null;
  const pins = (derived?.marks ?? []).flatMap((mark) => (mark.kind === 'pin' ? [mark] : []));
  const appearances = pins.map(({ order, frame, objectIndex, label }): TimelineMarker => {
    return {
      key: `pin ${order}`,
      kind: 'appearance',
      frame,
      order,
      color: colorOf(objectIndex),
      label: `${label} appears, number ${order}`,
    };
  });
  const evidence = (derived?.evidence ?? [])
    .filter((each) => !pins.some((pin) => pin.frame === each.frame && pin.objectIndex === each.objectIndex))
    .map((each): TimelineMarker => {
      const label = evidenceLabel(each, viewOf(each.objectIndex)?.name ?? 'object');
      return {
        key: `evidence ${each.frame} ${each.objectIndex} ${each.reason}`,
        kind: 'evidence',
        frame: each.frame,
        color: colorOf(each.objectIndex),
        label,
      };
    });
  const decided = [...Map.groupBy(detail.history.flatMap(markerOfDecision), ({ frame }) => frame).values()].map(joinMarkers);
  return [...appearances, ...evidence, ...decided].filter(({ frame }) => frame < trajectory.frameCount).sort((a, b) => a.frame - b.frame);
}

function markerOfDecision(decision: Decision): TimelineMarker[] {
  const frame = decision.evidence?.frame ?? null;
  const color = decisionColors[decision.operation];
  if (frame === null || color === undefined) return [];
  const said = typeof decision.payload['comment'] === 'string' ? `: ${decision.payload['comment']}` : '';
  const proof = decision.evidence?.isFrameExact === false ? ', frame not verified' : '';
  const label = `${describeDecision(decision)} by ${decision.reviewer}${said}${proof}`;
  return [{ key: decision.id, kind: decision.operation as TimelineMarker['kind'], frame, color, label }];
}

/** What was decided at one frame, as one marker that looks like the last. */
function joinMarkers(markers: readonly TimelineMarker[]): TimelineMarker {
  const last = markers.at(-1) as TimelineMarker;
  return { ...last, label: markers.map(({ label }) => label).join('; ') };
}
