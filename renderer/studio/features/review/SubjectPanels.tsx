import { Button, Loader, VisuallyHidden } from '@mantine/core';
import { IconMoodEmpty, IconPlugConnectedX } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import { describeError } from '../../../client/api-error.ts';
import { Message } from '../../../ui/Message.tsx';
import { goTo } from '../../navigation.ts';
import { useSettings } from '../../settings-store.ts';
import { MapPanel } from '../map/MapPanel.tsx';
import { QuestionCard } from '../question/QuestionCard.tsx';
import { VideoPanel } from '../video/VideoPanel.tsx';
import { forgetLastShown } from './last-shown.ts';
import classes from './ReviewScreen.module.css';
import { ShardBanner } from './ShardBanner.tsx';
import { SubjectAtHandContext, SubjectContext } from './SubjectContext.tsx';
import { studioPlayer } from './studio-player.ts';
import type { Subject } from './subject.ts';
import type { Decide } from './use-decide.ts';
import { useSubjectQuery } from './use-subject-query.ts';

/** Everything right of the queue, for one question. */
export const SubjectPanels = memo(function SubjectPanels(props: { readonly questionId: string | null; readonly decide: Decide }) {
  const { questionId, decide } = props;
  const { subject, error } = useSubjectQuery(questionId ?? '');
  useOpenMedia(subject);
  const last = useRef(subject);
  last.current = subject ?? last.current;
  // The last question stays, but out of reach, while the next one is fetched: panels that go and come back make the page jump.
  const shown = subject ?? (error === null && questionId !== null ? last.current : null);
  if (questionId === null || shown === null) {
    return (
      <main className={classes['waiting']} aria-label="Question">
        <VisuallyHidden component="h1">Review</VisuallyHidden>
        <Waiting error={error} hasQuestion={questionId !== null} />
      </main>
    );
  }
  return (
    <SubjectAtHandContext value={last}>
      <SubjectContext value={shown}>
        <main
          className={classes['subject']}
          aria-label="Question"
          data-question={shown.detail.id}
          aria-busy={subject === null}
          inert={subject === null}
        >
          <VisuallyHidden component="h1">Review</VisuallyHidden>
          <ShardBanner sceneId={shown.scene.id} />
          <VideoPanel />
          <MapPanel />
          <QuestionCard decide={decide} />
        </main>
      </SubjectContext>
    </SubjectAtHandContext>
  );
});

/** Opens the question's video at its first evidence frame, or the pre-roll before it; another question about the same video keeps it open. */
function useOpenMedia(subject: Subject | null): void {
  const id = subject?.detail.id;
  const trajectory = subject?.trajectory;
  const { playbackSpeed, preRollS } = useSettings();
  const evidence = subject?.outcome?.isAnswered ? (subject.outcome.evidence[0]?.frame ?? 0) : 0;
  const start = Math.max(0, evidence - Math.round(preRollS * (trajectory?.fps ?? 0)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `start` moves with every edit, the video must not
  useEffect(() => {
    if (trajectory === undefined) return;
    const { videoUrl, frameCount, fps } = trajectory;
    void studioPlayer.open({ videoUrl, frameCount, fps }, start);
  }, [id, trajectory]);
  useEffect(() => {
    if (trajectory !== undefined) studioPlayer.clock.setState({ rate: playbackSpeed });
  }, [trajectory, playbackSpeed]);
}

function Waiting({ error, hasQuestion }: { readonly error: Error | null; readonly hasQuestion: boolean }) {
  if (error !== null) {
    return (
      <Message
        icon={IconPlugConnectedX}
        title="This question cannot be shown"
        action={
          <Button
            variant="default"
            onClick={() => {
              forgetLastShown();
              goTo({ screen: 'review', questionId: null });
            }}
          >
            Back to the queue
          </Button>
        }
      >
        {describeError(error).message}
      </Message>
    );
  }
  if (hasQuestion) return <Loader size="sm" aria-label="Loading the question" />;
  return (
    <Message icon={IconMoodEmpty} title="No question chosen">
      Choose one from the queue, or widen its filters.
    </Message>
  );
}
