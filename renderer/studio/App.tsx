import { Loader, VisuallyHidden } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, lazy, memo, Suspense, useEffect } from 'react';
import type { WorkspaceSummary } from '../../shared/api/index.ts';
import { describeError } from '../client/api-error.ts';
import { workspaceQuery } from '../client/queries.ts';
import { Message } from '../ui/Message.tsx';
import classes from './App.module.css';
import { useAnnouncement } from './announce.ts';
import { openDialog } from './dialogs.ts';
import { ExportDialog } from './features/export/ExportDialog.tsx';
import { Header } from './features/header/Header.tsx';
import { KeysHelp } from './features/keys-help/KeysHelp.tsx';
import { DropZone } from './features/library/DropZone.tsx';
import { LibraryScreen } from './features/library/LibraryScreen.tsx';
import { Palette } from './features/palette/Palette.tsx';
import { ReviewScreen } from './features/review/ReviewScreen.tsx';
import { Tour } from './features/tour/Tour.tsx';
import { listenForKeys, useCommands } from './key-dispatch.ts';
import { followList, goTo, usePlace } from './navigation.ts';
import { useStartSettings } from './use-start-settings.ts';

// What the review does not need comes when it is looked at: charts alone are as large as everything else.
const BrowseScreen = lazy(async () => ({ default: (await import('./features/browse/BrowseScreen.tsx')).BrowseScreen }));
const DashboardScreen = lazy(async () => ({ default: (await import('./features/dashboard/DashboardScreen.tsx')).DashboardScreen }));
const GenerateScreen = lazy(async () => ({ default: (await import('./features/generate/GenerateScreen.tsx')).GenerateScreen }));
const SettingsScreen = lazy(async () => ({ default: (await import('./features/settings/SettingsScreen.tsx')).SettingsScreen }));

/** The studio: header, the screen of the address bar, dialogs. */
export function App() {
  useEffect(() => listenForKeys(), []);
  useEffect(() => followList(), []);
  useStartSettings();
  useCommands({
    help: () => openDialog('keys'),
    settings: () => goTo({ screen: 'settings' }),
    browse: () => goTo({ screen: 'browse' }),
    dashboard: () => goTo({ screen: 'dashboard' }),
    review: () => goTo({ screen: 'review', questionId: null }),
  });
  return (
    <div className={classes['shell']}>
      <Header />
      <Suspense fallback={<LoadingScreen label="Loading the screen" />}>
        <Screen />
      </Suspense>
      <KeysHelp />
      <ExportDialog />
      <Palette />
      <Tour />
      <DropZone />
      <LiveRegion />
    </div>
  );
}

/** Without what every decision changes. */
function isReviewableOf({ isOpen, counts }: WorkspaceSummary): boolean {
  return isOpen && counts.questions > 0;
}

function Screen() {
  const place = usePlace();
  const { data: isReviewable, error, isPending } = useQuery({ ...workspaceQuery, select: isReviewableOf });
  if (isPending) return <LoadingScreen label="Loading the workspace" />;
  if (isReviewable === undefined) {
    return (
      <main className={classes['centre']}>
        <Message icon={IconPlugConnectedX} title="The workspace cannot be shown">
          {describeError(error).message}
        </Message>
      </main>
    );
  }
  if (place.screen === 'generate') return <GenerateScreen />;
  if (place.screen === 'settings') return <OfWorkspace Shown={SettingsScreen} />;
  if (place.screen === 'library' || !isReviewable) return <OfWorkspace Shown={LibraryScreen} />;
  if (place.screen === 'browse') return <BrowseScreen />;
  if (place.screen === 'dashboard') return <DashboardScreen />;
  return <ReviewScreen questionId={place.questionId} />;
}

function LoadingScreen({ label }: { readonly label: string }) {
  return (
    <main className={classes['centre']} aria-busy aria-label="Loading">
      <Loader size="sm" aria-label={label} />
    </main>
  );
}

/** A screen that shows the workspace itself. */
function OfWorkspace({ Shown }: { readonly Shown: ComponentType<{ readonly workspace: WorkspaceSummary }> }) {
  const { data: workspace } = useQuery(workspaceQuery);
  return workspace === undefined ? null : <Shown workspace={workspace} />;
}

const LiveRegion = memo(function LiveRegion() {
  const { text, count } = useAnnouncement();
  return (
    <VisuallyHidden role="status" aria-live="polite">
      <span key={count}>{text}</span>
    </VisuallyHidden>
  );
});
