import { IconEqual, IconEqualNot, IconHelpCircle, IconHourglass, type TablerIcon } from '@tabler/icons-react';
import type { Agreement } from '../../../../shared/api/index.ts';
import { agreementLabels } from '../../../ui/verdict-look.ts';
import classes from './AnswerPanel.module.css';

const icons: Readonly<Record<Agreement, TablerIcon>> = {
  agree: IconEqual,
  disagree: IconEqualNot,
  undecidable: IconHelpCircle,
  unchecked: IconHourglass,
};

/** How stored and derived answer compare, and why. */
export function AgreementBadge(props: { readonly agreement: Agreement; readonly reason: string; readonly label?: string }) {
  const { agreement, reason, label } = props;
  const Icon = icons[agreement];
  return (
    <p className={classes['agreement']} data-agreement={agreement}>
      <span>
        <Icon size={14} aria-hidden /> {label ?? agreementLabels[agreement]}
      </span>
      {reason}
    </p>
  );
}
