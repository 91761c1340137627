import { memo } from 'react';
import { strings } from '../../strings/strings.ts';
import classes from './FacetPanel.module.css';
import { setList, useList } from './list-store.ts';

const say = strings.lists;

/** How many questions have which margin; a press on a bar takes its tenth, one with Shift widens the range to it. */
export const MarginFacet = memo(function MarginFacet({ tenths }: { readonly tenths: readonly number[] }) {
  const marginMin = useList((state) => state.list.marginMin);
  const marginMax = useList((state) => state.list.marginMax);
  const most = Math.max(1, ...tenths);
  const isIn = (tenth: number) => marginMin !== undefined && tenth / 10 >= Number(marginMin) && (tenth + 1) / 10 <= Number(marginMax ?? 1);
  const choose = (tenth: number, isWider: boolean) => {
    const [from, to] = [tenth / 10, (tenth + 1) / 10];
    if (isWider && marginMin !== undefined)
      setList({ marginMin: String(Math.min(from, Number(marginMin))), marginMax: String(Math.max(to, Number(marginMax ?? 1))) });
    else if (Number(marginMin) === from && Number(marginMax) === to) setList({ marginMin: undefined, marginMax: undefined });
    else setList({ marginMin: String(from), marginMax: String(to) });
  };
  return (
    <section className={classes['section']} aria-label={say.margin}>
      <div className={classes['title']}>{say.margin}</div>
      <div className={classes['bars']}>
        {tenths.map((count, tenth) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: the tenths are their own identity
            key={tenth}
            type="button"
            className={classes['bar']}
            aria-pressed={isIn(tenth)}
            aria-label={say.marginTenth(String(tenth / 10), String((tenth + 1) / 10), count.toLocaleString('en'))}
            title={say.marginTenth(String(tenth / 10), String((tenth + 1) / 10), count.toLocaleString('en'))}
            onClick={(event) => choose(tenth, event.shiftKey)}
          >
            <span style={{ height: `${(100 * count) / most}%` }} />
          </button>
        ))}
      </div>
      <div className={classes['scale']} aria-hidden>
        <span>0</span>
        <span>0.5</span>
        <span>1</span>
      </div>
    </section>
  );
});
