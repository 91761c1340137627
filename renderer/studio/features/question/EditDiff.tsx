import type { QuestionContent } from '../../../../shared/api/index.ts';
import { strings } from '../../strings/strings.ts';
import { HandMark } from './HandMark.tsx';
import classes from './History.module.css';
import { revealHidden } from './reveal-hidden.ts';
import { wordDiff } from './word-diff.ts';

const say = strings.decide;

/** What an edit changed: answer, roles, wording and options, the old struck through and the new underlined. */
export function EditDiff({ before, after }: { readonly before: QuestionContent; readonly after: QuestionContent }) {
  const roles = changedRoles(before, after);
  const [optionsBefore, optionsAfter] = [optionLines(before), optionLines(after)];
  return (
    <div className={classes['diff']}>
      <dl>
        {before.answer !== after.answer && <Change label={say.changed.answer} before={before.answer} after={after.answer} />}
        {roles.map(([role, was, is]) => (
          <Change key={role} label={`${say.changed.roles}: ${role}`} before={was} after={is} />
        ))}
        {before.text !== after.text && <Change label={say.changed.text} before={before.text} after={after.text} />}
        {optionsBefore !== optionsAfter && <Change label={say.changed.options} before={optionsBefore} after={optionsAfter} />}
      </dl>
      {after.override !== undefined && <HandMark override={after.override} />}
    </div>
  );
}

function Change({ label, before, after }: { readonly label: string; readonly before: string; readonly after: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">
        {wordDiff(before, after).map((part, index) => {
          const text = revealHidden(part.text);
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one diff never move
          if (part.kind === 'gone') return <del key={index}>{text} </del>;
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one diff never move
          return part.kind === 'new' ? <ins key={index}>{text}</ins> : <span key={index}>{text}</span>;
        })}
      </dd>
    </div>
  );
}

function changedRoles(before: QuestionContent, after: QuestionContent): (readonly [role: string, was: string, is: string])[] {
  const names = [...new Set([...Object.keys(before.roles ?? {}), ...Object.keys(after.roles ?? {})])];
  return names.map((role) => [role, before.roles?.[role] ?? '', after.roles?.[role] ?? ''] as const).filter(([, was, is]) => was !== is);
}

function optionLines({ options, letter }: QuestionContent): string {
  return options.map((option) => `${option.letter}. ${option.text}${option.letter === letter ? ' ✓' : ''}`).join('\n');
}
