import type { Agreement, Statistics } from '../../../../shared/api/index.ts';
import { verdicts } from '../../../../shared/model/decision.ts';
import { agreementLabels, verdictLooks } from '../../../ui/verdict-look.ts';
import { strings } from '../../strings/strings.ts';
import { valueLabel } from '../lists/list-labels.ts';
import { shortTaskName } from '../question/task-name.ts';
import { Bars } from './Bars.tsx';
import { ChartCard } from './ChartCard.tsx';

const say = strings.lists.dashboard;
const counted = [{ name: 'count', label: say.count, color: 'var(--accent)' }];
const scenesShown = 20;

/** A chart of plain counts: each with its name and what Browse shows of it. */
function CountCard(props: {
  readonly title: string;
  readonly text?: string;
  readonly head: string;
  readonly counts: readonly { readonly name: string; readonly count: number; readonly list: Record<string, string> }[];
  readonly isStanding?: boolean;
}) {
  return (
    <ChartCard
      title={props.title}
      {...(props.text === undefined ? {} : { text: props.text })}
      heads={[props.head, say.count]}
      rows={props.counts.map(({ name, count, list }) => ({ cells: [name, count], list }))}
    >
      <Bars isLying={!props.isStanding} bars={props.counts.map((each) => ({ ...each }))} series={counted} />
    </ChartCard>
  );
}

/** Verdicts of each type, stacked. */
export function TasksCard({ tasks }: { readonly tasks: Statistics['tasks'] }) {
  return (
    <ChartCard
      title={say.byTask}
      heads={[say.type, ...verdicts.map((verdict) => verdictLooks[verdict].label)]}
      rows={tasks.map(({ task, byVerdict }) => ({
        cells: [shortTaskName(task), ...verdicts.map((verdict) => byVerdict[verdict] ?? 0)],
        list: { task },
      }))}
    >
      <Bars
        isLying
        isStacked
        bars={tasks.map(({ task, byVerdict }) => ({
          name: shortTaskName(task),
          ...byVerdict,
          lists: Object.fromEntries(verdicts.map((verdict) => [verdict, { task, verdict }])),
        }))}
        series={[...verdicts.slice(1), verdicts[0]].map((verdict) => ({
          name: verdict,
          label: verdictLooks[verdict].label,
          color: verdict === 'undecided' ? 'var(--surface-3)' : verdictLooks[verdict].color,
        }))}
      />
    </ChartCard>
  );
}

/** Why questions were rejected. */
export function ReasonsCard({ reasons }: { readonly reasons: Statistics['rejectReasons'] }) {
  return (
    <CountCard
      title={say.reasons}
      head={say.reason}
      counts={reasons.map(({ reason, label, count }) => ({ name: label, count, list: { reason } }))}
    />
  );
}

/** How close answers are to another one. */
export function MarginsCard({ margins }: { readonly margins: readonly number[] }) {
  const counts = margins.map((count, tenth) => {
    const [from, to] = [String(tenth / 10), String((tenth + 1) / 10)];
    return { name: `${from}–${to}`, count, list: { marginMin: from, marginMax: to } };
  });
  return <CountCard title={say.margins} text={say.marginsText} head={say.margin} counts={counts} isStanding />;
}

/** What detectors and formulas object to. */
export function FindingsCard({ findings }: { readonly findings: Statistics['findings'] }) {
  const counts = findings.map(({ finding, count }) => ({ name: valueLabel('finding', finding), count, list: { finding } }));
  return <CountCard title={say.findings} head={say.finding} counts={counts} />;
}

/** Whether stored answers agree with what the formulas say. */
export function AgreementCard({ byAgreement }: { readonly byAgreement: Statistics['byAgreement'] }) {
  const counts = Object.entries(byAgreement).map(([agreement, count]) => ({
    name: agreementLabels[agreement as Agreement] ?? agreement,
    count,
    list: { agreement },
  }));
  return <CountCard title={say.agreement} head={say.agreement} counts={counts} />;
}

/** How much of each scene is reviewed, the least covered first. */
export function ScenesCard({ scenes }: { readonly scenes: Statistics['scenes'] }) {
  const sorted = scenes
    .map((scene, place) => ({ ...scene, place, left: scene.questions - scene.reviewed }))
    .sort((a, b) => a.reviewed / a.questions - b.reviewed / b.questions || a.place - b.place);
  const shown = sorted.slice(0, scenesShown);
  return (
    <ChartCard
      title={say.scenes}
      text={say.scenesText(shown.length.toLocaleString('en'), scenes.length.toLocaleString('en'))}
      heads={[say.scene, say.count, say.reviewed, say.share]}
      rows={sorted.slice(0, 200).map(({ scene, questions, reviewed }) => ({
        cells: [scene, questions, reviewed, `${((100 * reviewed) / questions).toFixed(0)} %`],
        list: { scene },
      }))}
    >
      <Bars
        isLying
        isStacked
        bars={shown.map(({ scene, reviewed, left }) => ({ name: scene, reviewed, left, list: { scene } }))}
        series={[
          { name: 'reviewed', label: say.reviewed, color: 'var(--accent)' },
          { name: 'left', label: verdictLooks.undecided.label, color: 'var(--surface-3)' },
        ]}
      />
    </ChartCard>
  );
}
