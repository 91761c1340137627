import { ActionIcon, Checkbox, Popover, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { announce } from '../../announce.ts';
import { useCommands } from '../../key-dispatch.ts';
import { ariaKey, keyLabel } from '../../keys.ts';
import { useViewOptions } from '../../view-options.ts';
import type { Subject } from '../review/subject.ts';
import { nextShape, type OverlayShape, overlayObstacle, overlayShapeNames, overlayShapes } from './overlay-shapes.ts';
import { useOverlayOf } from './use-overlay.ts';
import classes from './VideoPanel.module.css';

/** What is drawn over the picture; remembered. The key goes through the ways that this shard allows. */
export const OverlayMenu = memo(function OverlayMenu({ trajectory }: { readonly trajectory: Subject['trajectory'] }) {
  const { sources, shape } = useOverlayOf(trajectory);
  const { hasNames, hasMarks, showsAll } = useViewOptions();
  const [isOpen, setOpen] = useState(false);
  useCommands({
    boxes: () => {
      const next = nextShape(shape, sources);
      useViewOptions.setState({ overlayShape: next });
      announce(`Overlay: ${overlayShapeNames[next]}`);
    },
  });
  const obstacles = overlayShapes.flatMap((each) => overlayObstacle(each, sources) ?? []);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={280} trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Tooltip label={`Overlay: ${overlayShapeNames[shape]} (${keyLabel('boxes')} for the next)`} disabled={isOpen} position="left">
          <ActionIcon
            className={classes['overlayButton'] ?? ''}
            size={28}
            aria-label="Overlay"
            aria-keyshortcuts={ariaKey('boxes')}
            aria-haspopup="dialog"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setOpen(!isOpen)}
          >
            <IconStack2 size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={10} aria-label="Overlay">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Mark objects by"
          value={shape}
          data={overlayShapes.map((each) => ({
            value: each,
            label: overlayShapeNames[each],
            disabled: overlayObstacle(each, sources) !== null,
          }))}
          onChange={(next) => useViewOptions.setState({ overlayShape: next as OverlayShape })}
        />
        {obstacles.map((text) => (
          <Text key={text} size="xs" c="dimmed" mt={6}>
            {text}
          </Text>
        ))}
        <Option label="Names" isOn={hasNames} onChange={(on) => useViewOptions.setState({ hasNames: on })} />
        <Option
          label="Marks of the derivation"
          isOn={hasMarks && sources.hasCamera}
          isDisabled={!sources.hasCamera}
          onChange={(on) => useViewOptions.setState({ hasMarks: on })}
        />
        <Option label="All objects, not only the question's" isOn={showsAll} onChange={(on) => useViewOptions.setState({ showsAll: on })} />
      </Popover.Dropdown>
    </Popover>
  );
});

function Option(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <Checkbox
      mt={8}
      size="xs"
      label={props.label}
      checked={props.isOn}
      disabled={props.isDisabled ?? false}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}
