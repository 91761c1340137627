import { Dialog } from '../../../ui/Dialog.tsx';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { openDialog, useDialogs } from '../../dialogs.ts';
import { commandList, type KeyCommand, useKeys } from '../../keys.ts';
import { strings } from '../../strings/strings.ts';
import classes from './KeysHelp.module.css';

const groups: readonly KeyCommand['group'][] = ['Decide', 'Move', 'Studio', 'Play', 'View'];

/** The cheat sheet: every command with the keys that start it now. */
export function KeysHelp() {
  const keys = useKeys((state) => state.keys);
  const isOpen = useDialogs((dialogs) => dialogs.open === 'keys');
  return (
    <Dialog isOpen={isOpen} onClose={() => openDialog(null)} title="Keys" widthPx={820}>
      <div className={classes['groups']}>
        {groups.map((group) => (
          <section key={group} className={classes['group']}>
            <h3>{group}</h3>
            <dl>
              {commandList
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.name}>
                    <dt>{command.label}</dt>
                    <dd>
                      {keys[command.name].length === 0 && <span>{strings.settings.noKey}</span>}
                      {keys[command.name].map((binding) => (
                        <KeyCap key={binding.label} label={binding.label} isRead />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={classes['note']}>Keys rest while you type, in dialogs, and while an input method composes.</p>
    </Dialog>
  );
}
