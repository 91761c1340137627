import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { strings } from '../../strings/strings.ts';
import { CloseCallSettings } from './CloseCallSettings.tsx';
import { KeySettings } from './KeySettings.tsx';
import { LookSettings } from './LookSettings.tsx';
import { ReasonSettings } from './ReasonSettings.tsx';
import { ReviewerSettings } from './ReviewerSettings.tsx';
import { ReviewSettings } from './ReviewSettings.tsx';
import classes from './SettingsScreen.module.css';

const say = strings.settings;

/** What a reviewer, and a workspace, can have otherwise. */
export function SettingsScreen({ workspace }: { readonly workspace: WorkspaceSummary }) {
  return (
    <main className={classes['screen']} aria-label={say.title}>
      <div className={classes['column']}>
        <div>
          <h1>{say.title}</h1>
          <p className={classes['intro']}>{say.intro}</p>
        </div>
        <div className={classes['pair']}>
          <ReviewerSettings workspace={workspace} />
          <LookSettings />
        </div>
        <div className={classes['pair']}>
          <ReviewSettings />
          <CloseCallSettings />
        </div>
        {workspace.isOpen && <ReasonSettings stored={workspace.rejectReasons} key={JSON.stringify(workspace.rejectReasons)} />}
        <KeySettings />
      </div>
    </main>
  );
}
