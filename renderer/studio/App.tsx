import { Loader, VisuallyHidden } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
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
import { followBackend } from './follow-backend.ts';
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
  const queryClient = useQueryClient();
  useEffect(() => listenForKeys(), []);
  useEffect(() => followBackend(queryClient), [queryClient]);
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
      <FirstTour />
      <DropZone />
      <LiveRegion />
    </div>
  );
}

function Screen() {
  const place = usePlace();
  const { data: workspace, error, isPending } = useQuery(workspaceQuery);
  if (isPending) return <LoadingScreen label="Loading the workspace" />;
  if (workspace === undefined) {
    return (
      <main className={classes['centre']}>
        <Message icon={IconPlugConnectedX} title="The workspace cannot be shown">
          {describeError(error).message}
        </Message>
      </main>
    );
  }
  if (place.screen === 'generate') return <GenerateScreen />;
  if (place.screen === 'settings') return <SettingsScreen workspace={workspace} />;
  const isReviewable = workspace.isOpen && workspace.counts.questions > 0;
  if (place.screen === 'library' || !isReviewable) return <LibraryScreen workspace={workspace} />;
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

function FirstTour() {
  const { data: workspace } = useQuery(workspaceQuery);
  return <Tour workspace={workspace} />;
}

function LiveRegion() {
  const { text, count } = useAnnouncement();
  return (
    <VisuallyHidden role="status" aria-live="polite">
      <span key={count}>{text}</span>
    </VisuallyHidden>
  );
}
