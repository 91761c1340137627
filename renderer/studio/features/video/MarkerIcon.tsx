import { IconFlagFilled, IconMapPinFilled, IconMessageFilled, type TablerIcon } from '@tabler/icons-react';
import { verdictLooks } from '../../../ui/verdict-look.ts';
import type { TimelineMarker } from './timeline-markers.ts';
import classes from './VideoPanel.module.css';

const icons: Readonly<Record<Exclude<TimelineMarker['kind'], 'appearance'>, TablerIcon>> = {
  evidence: IconMapPinFilled,
  approve: verdictLooks.approved.icon,
  reject: verdictLooks.rejected.icon,
  edit: verdictLooks.edited.icon,
  skip: verdictLooks.skipped.icon,
  flag: IconFlagFilled,
  comment: IconMessageFilled,
};

/** One marker's picture: a pin, a number in a disc, or the sign of a decision. */
export function MarkerIcon({ marker, leftPx }: { readonly marker: TimelineMarker; readonly leftPx: number }) {
  if (marker.kind === 'appearance') {
    return (
      <span className={classes['order']} style={{ left: leftPx, background: marker.color }} aria-hidden>
        {marker.order}
      </span>
    );
  }
  const Icon = icons[marker.kind];
  return <Icon size={marker.kind === 'evidence' ? 17 : 15} aria-hidden style={{ left: leftPx, color: marker.color }} />;
}
