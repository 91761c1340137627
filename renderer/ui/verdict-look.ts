import {
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconPencil,
  IconPlayerSkipForward,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Agreement } from '../../shared/api/index.ts';
import type { Verdict } from '../../shared/model/decision.ts';

/** How a verdict looks: always icon and word, the colour only underlines it. */
export const verdictLooks: Readonly<Record<Verdict, { readonly label: string; readonly icon: TablerIcon; readonly color: string }>> = {
  undecided: { label: 'Undecided', icon: IconCircleDashed, color: 'var(--verdict-undecided)' },
  approved: { label: 'Approved', icon: IconCircleCheckFilled, color: 'var(--verdict-approved)' },
  rejected: { label: 'Rejected', icon: IconCircleXFilled, color: 'var(--verdict-rejected)' },
  edited: { label: 'Edited', icon: IconPencil, color: 'var(--verdict-edited)' },
  skipped: { label: 'Skipped', icon: IconPlayerSkipForward, color: 'var(--verdict-skipped)' },
};

/** Words for how the stored answer compares with the derived one. */
export const agreementLabels: Readonly<Record<Agreement, string>> = {
  agree: 'Agrees',
  disagree: 'Disagrees',
  undecidable: 'Undecidable',
  unchecked: 'Not checked yet',
};
