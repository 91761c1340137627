import { Tooltip } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { memo } from 'react';
import type { Agreement } from '../../../../shared/api/index.ts';
import { compareWithStored } from '../../../../shared/questions/compare.ts';
import type { Convention } from '../../../../shared/questions/convention.ts';
import type { Derivation, Refusal } from '../../../../shared/questions/question-type.ts';
import { strings } from '../../strings/strings.ts';
import { geometryNote } from '../map/geometry-note.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Subject } from '../review/subject.ts';
import { AgreementBadge } from './AgreementBadge.tsx';
import classes from './AnswerPanel.module.css';
import { EditByHand } from './EditByHand.tsx';
import { EvidenceButtons } from './EvidenceButtons.tsx';
import { HandMark } from './HandMark.tsx';
import { MarginBar } from './MarginBar.tsx';
import { answerText, rawText } from './measured-text.ts';
import card from './QuestionCard.module.css';
import type { EditState } from './use-edit.ts';

/** Longer answers are written smaller. */
const longAnswer = 18;

/** Stored against derived answer, how far the answer is from another, and the frames that show it. */
export function AnswerPanel({ edit }: { readonly edit: EditState | null }) {
  const subject = useSubject();
  const { detail, outcome, convention } = subject;
  const changed = edit?.isUntouched === false ? edit : null;
  const isEdited = detail.verdict === 'edited' && detail.current.answer !== detail.stored.answer;
  // A long answer that both give need not be read twice.
  const isOne =
    changed === null && detail.stored.answer.length > longAnswer && outcome?.isAnswered === true && outcome.answer === detail.stored.answer;
  return (
    <div className={card['column']} data-tour="answer">
      <div className={classes['answers']}>
        <Answer label={isOne ? 'stored = derived' : 'stored'} text={answerText(detail.stored.answer, outcome)} />
        {isEdited && (
          <>
            <IconArrowRight size={16} aria-label="edited to" />
            <Answer label="edited" text={answerText(detail.current.answer, outcome)} />
          </>
        )}
        {!isOne && (
          <Answer
            label={changed === null ? 'derived' : 'after the edit'}
            text={changed?.edit.override?.answer ?? derivedText(outcome)}
            isQuiet={outcome?.isAnswered !== true && changed?.edit.override === undefined}
          />
        )}
      </div>
      <AgreementBadge {...comparison(subject, changed)} />
      {outcome?.isAnswered && <Raw outcome={outcome} />}
      {outcome?.isAnswered && outcome.note !== null && <p className={classes['note']}>{outcome.note}</p>}
      {outcome?.isAnswered && <MarginBar outcome={outcome} />}
      {outcome !== null && !outcome.isAnswered && edit === null && <p className={classes['refusal']}>{outcome.message}</p>}
      {detail.current.override !== undefined && changed === null && <HandMark override={detail.current.override} />}
      {edit !== null && <EditByHand />}
      {outcome?.isAnswered && <EvidenceButtons evidence={outcome.evidence} />}
      <ConventionName convention={convention} />
    </div>
  );
}

const ConventionName = memo(function ConventionName({ convention }: { readonly convention: Convention }) {
  return (
    <Tooltip label={convention.about} multiline maw={340} openDelay={150}>
      <button type="button" className={classes['convention']}>
        Convention {convention.name}: {convention.boxes === 'axis-aligned' ? 'world-aligned boxes' : 'turned boxes'}
      </button>
    </Tooltip>
  );
});

function Answer({ label, text, isQuiet }: { readonly label: string; readonly text: string; readonly isQuiet?: boolean }) {
  return (
    <div className={classes['answer']} data-quiet={isQuiet || undefined}>
      <span>{label}</span>
      <strong data-long={text.length > longAnswer || undefined} dir="auto">
        {text}
      </strong>
    </div>
  );
}

/** What the formula had before it rounded. */
function Raw({ outcome }: { readonly outcome: Derivation }) {
  const raw = rawText(outcome);
  if (raw === null) return null;
  return (
    <p className={classes['raw']}>
      {raw.label}: <b className="numeric">{raw.value}</b>
    </p>
  );
}

interface Comparison {
  readonly agreement: Agreement;
  readonly reason: string;
  readonly label?: string;
}

function comparison({ detail, type, outcome }: Subject, edit: EditState | null): Comparison {
  if (detail.geometry === 'none') return { agreement: 'undecidable', reason: geometryNote.none };
  if (detail.geometry === 'unread') return { agreement: 'unchecked', reason: geometryNote.unread };
  if (type === null) return { agreement: 'undecidable', reason: 'This version has no formula for this question type.' };
  if (outcome === null) return { agreement: 'undecidable', reason: 'The wording does not say which objects are meant.' };
  if (!outcome.isAnswered) return refusedComparison(outcome);
  if (edit?.edit.override !== undefined)
    return { agreement: 'disagree', label: strings.decide.handMark, reason: `The formula gives ${derivedText(outcome)}.` };
  if (edit !== null) {
    const isSame = compareWithStored(type, detail.stored.answer, outcome) === 'agree';
    return { agreement: 'agree', label: isSame ? 'Same answer' : 'New answer', reason: 'It follows from the chosen objects.' };
  }
  const agreement = compareWithStored(type, detail.current.answer, outcome);
  const what = detail.verdict === 'edited' ? 'the edited answer' : 'the stored answer';
  return { agreement, reason: agreement === 'agree' ? `Geometry gives ${what}.` : `Geometry contradicts ${what}.` };
}

function refusedComparison({ reason, wouldBe }: Refusal): Comparison {
  const without = wouldBe === null ? '' : ` Without the refusal: ${wouldBe}.`;
  return { agreement: 'undecidable', reason: `The convention refuses an answer (${reason.replaceAll('-', ' ')}).${without}` };
}

function derivedText(outcome: Derivation | Refusal | null): string {
  if (outcome === null) return 'not derivable';
  return outcome.isAnswered ? answerText(outcome.answer, outcome) : 'refused';
}
