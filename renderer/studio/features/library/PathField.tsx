import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiError, describeError } from '../../../client/api-error.ts';
import { callRoute } from '../../../client/call-route.ts';

/** A path, typed or chosen in the system's dialog; where the host has no dialog the button goes and typing remains. */
export function PathField(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly kind: 'workspace' | 'shard';
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly disabled?: boolean;
  readonly error?: string | null;
  /** Where a dialog opens for this path. */
  readonly isFirst?: true;
}) {
  const [isNative, setNative] = useState(true);
  const [note, setNote] = useState<string | null>(null);
  const pick = async () => {
    try {
      const { paths } = await callRoute('pickFiles', { input: { title: props.label, kind: props.kind } });
      if (paths[0] !== undefined) props.onChange(paths[0]);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'native.unavailable') {
        setNative(false);
        setNote('A browser page has no file dialog: type or paste the full path.');
      } else setNote(describeError(error).message);
    }
  };
  return (
    <TextInput
      size="sm"
      label={props.label}
      placeholder={props.placeholder}
      description={note}
      value={props.value}
      disabled={props.disabled ?? false}
      error={props.error ?? null}
      spellCheck={false}
      {...(props.isFirst ? { 'data-autofocus': true } : {})}
      autoComplete="off"
      onChange={(event) => props.onChange(event.currentTarget.value)}
      rightSection={
        isNative && (
          <Tooltip label="Choose…">
            <ActionIcon aria-label={`Browse for a ${props.kind}`} disabled={props.disabled ?? false} onClick={() => void pick()}>
              <IconFolderOpen size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )
      }
    />
  );
}
