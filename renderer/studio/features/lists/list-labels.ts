import type { Agreement, QueueOrder } from '../../../../shared/api/index.ts';
import { type FindingKind, findingLooks } from '../../../../shared/findings/finding-kinds.ts';
import type { RejectReason, Verdict } from '../../../../shared/model/decision.ts';
import { agreementLabels, verdictLooks } from '../../../ui/verdict-look.ts';
import { strings } from '../../strings/strings.ts';
import { roomName } from '../map/room-name.ts';
import { shortTaskName } from '../question/task-name.ts';
import type { ListState, ValueKey } from './list-store.ts';

const say = strings.lists;

/** How a value of a filter is called. */
export function valueLabel(key: ValueKey, value: string, reasons: readonly RejectReason[] = []): string {
  switch (key) {
    case 'verdict':
      return verdictLooks[value as Verdict]?.label ?? value;
    case 'agreement':
      return agreementLabels[value as Agreement] ?? value;
    case 'task':
      return shortTaskName(value);
    case 'finding':
      return findingLooks[value as FindingKind]?.label ?? value;
    case 'room':
      return roomName(value);
    case 'reason':
      return reasons.find(({ id }) => id === value)?.label ?? value;
    case 'object':
    case 'scene':
    case 'reviewer':
      return value;
  }
}

/** The order of a list. */
export function orderOf(list: ListState): QueueOrder {
  return (list.order as QueueOrder | undefined) ?? 'shard';
}

/** "Margin 0.1 to 0.3", for the chip of a margin filter. */
export function marginLabel(list: ListState): string {
  return say.marginRange(list.marginMin ?? '0', list.marginMax ?? '1');
}
