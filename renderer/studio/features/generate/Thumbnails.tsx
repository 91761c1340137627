import type { Generation } from '../../../../shared/api/index.ts';
import { urlOfRoute } from '../../../client/call-route.ts';
import { countOf } from '../../../ui/count-of.ts';
import classes from './GenerateScreen.module.css';

/** A frame of each of the latest houses, newest first. */
export function Thumbnails({ generation: { thumbnails, run } }: { readonly generation: Generation }) {
  if (thumbnails.length === 0) return null;
  return (
    <ul className={classes['thumbnails']} aria-label="Finished houses">
      {thumbnails.map(({ house, widthPx, heightPx, frames, questions }) => (
        <li key={house}>
          <img
            src={urlOfRoute('getGenerationThumbnail', { params: { house }, input: { run } })}
            width={widthPx}
            height={heightPx}
            alt={`A frame of house ${house}`}
          />
          <span className="numeric">{house}</span>
          <span className="numeric">
            {countOf(frames, 'frame')} · {countOf(questions, 'question')}
          </span>
        </li>
      ))}
    </ul>
  );
}
