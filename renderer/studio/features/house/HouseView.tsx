import { Button, Loader } from '@mantine/core';
import { IconCube3dSphereOff } from '@tabler/icons-react';
import { describeError } from '../../../client/api-error.ts';
import { Message } from '../../../ui/Message.tsx';
import { useSubject } from '../review/SubjectContext.tsx';
import { HouseStage } from './HouseStage.tsx';
import classes from './HouseView.module.css';
import { useStage } from './use-stage.ts';

/** The house in three dimensions, on the same clock. Loaded on first use, with everything of Babylon. */
export function HouseView() {
  const { scene } = useSubject();
  const stage = useStage(scene);
  if (stage.error !== null) {
    return (
      <Message
        icon={IconCube3dSphereOff}
        title="The house cannot be built"
        action={
          <Button variant="default" onClick={() => void stage.refetch()}>
            Try again
          </Button>
        }
      >
        {describeError(stage.error).message} The map is not affected.
      </Message>
    );
  }
  if (stage.data === undefined) {
    return (
      <div className={classes['building']} role="status">
        <Loader size="sm" aria-hidden /> Building the house
      </div>
    );
  }
  return <HouseStage stage={stage.data} />;
}
