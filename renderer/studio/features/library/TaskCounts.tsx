import { shortTaskName } from '../question/task-name.ts';
import classes from './LibraryScreen.module.css';

/** How many questions of each type the workspace holds. */
export function TaskCounts({ byTask }: { readonly byTask: Readonly<Record<string, number>> }) {
  const tasks = Object.entries(byTask).sort(([, a], [, b]) => b - a);
  return (
    <section className={classes['panel']} aria-label="Question types">
      <h2>Question types</h2>
      <dl className={classes['tasks']}>
        {tasks.map(([task, count]) => (
          <div key={task}>
            <dt title={task}>{shortTaskName(task)}</dt>
            <dd>{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
