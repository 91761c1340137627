import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconBooks,
  IconChartBar,
  IconCommand,
  IconEye,
  IconFileExport,
  IconHomePlus,
  IconKeyboard,
  IconSettings,
  IconTable,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import { countOf } from '../../../ui/count-of.ts';
import { openDialog } from '../../dialogs.ts';
import { runCommand } from '../../key-dispatch.ts';
import { ariaKey, keyLabel, useKeys } from '../../keys.ts';
import { goTo, useScreen } from '../../navigation.ts';
import { strings } from '../../strings/strings.ts';
import { isActive, shareDone } from '../generate/run-words.ts';
import { useGeneration } from '../generate/use-generation.ts';
import classes from './Header.module.css';
import { ReviewerName } from './ReviewerName.tsx';
import { ReviewProgress } from './ReviewProgress.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';

/** The slim bar on top: where one is, how far one is, who one is. */
export const Header = memo(function Header() {
  const { data: workspace } = useQuery({ ...workspaceQuery, select: namesAndCounts });
  const screen = useScreen();
  useKeys();
  const generation = useGeneration();
  const made = generation !== undefined && isActive(generation.state) ? Math.floor(100 * (shareDone(generation) ?? 0)) : null;
  const isLibrary = screen === 'library';
  return (
    <header className={classes['header']}>
      <span className={classes['product']}>
        <Logo />
        Sightline
      </span>
      {workspace?.isOpen && (
        <>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className={classes['workspace'] ?? ''}
            leftSection={<IconBooks size={15} aria-hidden />}
            aria-current={isLibrary ? 'page' : undefined}
            onClick={() => goTo(isLibrary ? { screen: 'review', questionId: null } : { screen: 'library' })}
          >
            {fileName(workspace.file)}
          </Button>
          <span className={classes['counts']}>
            {countOf(workspace.counts.questions, 'question')} · {countOf(workspace.counts.scenes, 'scene')}
          </span>
          <ReviewProgress />
        </>
      )}
      <div className={classes['right']}>
        {workspace?.isOpen && workspace.counts.questions > 0 && <ScreenTabs />}
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconHomePlus size={15} aria-hidden />}
          aria-current={screen === 'generate' ? 'page' : undefined}
          onClick={() => goTo({ screen: 'generate' })}
        >
          {made === null ? 'Generate' : `Generating, ${made} %`}
        </Button>
        {workspace?.isOpen && (
          <>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconFileExport size={15} aria-hidden />}
              disabled={workspace.counts.questions === 0}
              onClick={() => openDialog('export')}
            >
              Export
            </Button>
            <ReviewerName name={workspace.reviewer} />
          </>
        )}
        <Tooltip label={`${strings.palette.label} (${keyLabel('palette')})`}>
          <ActionIcon aria-label={strings.palette.label} aria-keyshortcuts={ariaKey('palette')} onClick={() => runCommand('palette')}>
            <IconCommand size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <ThemeToggle />
        <Tooltip label={strings.settings.title}>
          <ActionIcon
            aria-label={strings.settings.title}
            aria-current={screen === 'settings' ? 'page' : undefined}
            aria-keyshortcuts={ariaKey('settings')}
            onClick={() => goTo({ screen: 'settings' })}
          >
            <IconSettings size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`Keys (${keyLabel('help')})`}>
          <ActionIcon aria-label="Keyboard keys" aria-keyshortcuts={ariaKey('help')} onClick={() => openDialog('keys')}>
            <IconKeyboard size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
});

/** Without what every decision changes: only the progress shows that. */
function namesAndCounts({ isOpen, file, counts, reviewer }: WorkspaceSummary) {
  return { isOpen, file, counts, reviewer };
}

/** The three views of the workspace's questions. */
function ScreenTabs() {
  const screen = useScreen();
  const tabs = [
    { name: 'review', icon: IconEye, place: { screen: 'review', questionId: null } },
    { name: 'browse', icon: IconTable, place: { screen: 'browse' } },
    { name: 'dashboard', icon: IconChartBar, place: { screen: 'dashboard' } },
  ] as const;
  return (
    <nav className={classes['tabs']} aria-label={strings.palette.screens}>
      {tabs.map(({ name, icon: Icon, place }) => (
        <Button
          key={name}
          variant={screen === name ? 'light' : 'subtle'}
          color={screen === name ? 'sight' : 'gray'}
          size="compact-sm"
          leftSection={<Icon size={15} aria-hidden />}
          aria-current={screen === name ? 'page' : undefined}
          aria-keyshortcuts={ariaKey(name)}
          onClick={() => goTo(place)}
        >
          {strings.palette.screenNames[name]}
        </Button>
      ))}
    </nav>
  );
}

/** Two sight lines that meet in an eye point. */
function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden className={classes['logo']}>
      <path d="M2.5 10 17 3.2v13.6Z" fill="currentColor" opacity="0.22" />
      <path d="M17 3.2 2.5 10 17 16.8" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="3.6" cy="10" r="2.6" fill="currentColor" />
    </svg>
  );
}

function fileName(file: string | null): string {
  return (
    file
      ?.split(/[\\/]/)
      .at(-1)
      ?.replace(/\.sightline$/, '') ?? 'Workspace'
  );
}
