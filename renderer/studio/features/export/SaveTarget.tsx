import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiError, describeError } from '../../../client/api-error.ts';
import { callRoute } from '../../../client/call-route.ts';

/** Where an export goes: typed, or chosen in the system's dialog where there is one. */
export function SaveTarget(props: {
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly suggestedName: string;
  readonly isFolder: boolean;
}) {
  const [isNative, setNative] = useState(true);
  const [note, setNote] = useState('An absolute path that does not exist yet.');
  const pick = async () => {
    try {
      const { path } = await callRoute('pickSaveTarget', { input: { title: 'Export', suggestedName: props.suggestedName } });
      if (path !== null) props.onChange(path);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'native.unavailable') {
        setNative(false);
        setNote('A browser page has no file dialog: type the full path. It must not exist yet.');
      } else setNote(describeError(error).message);
    }
  };
  return (
    <TextInput
      size="sm"
      label={props.isFolder ? 'Folder to write' : 'File to write'}
      description={note}
      placeholder={`/path/to/${props.suggestedName}`}
      value={props.value}
      spellCheck={false}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      rightSection={
        isNative && (
          <Tooltip label="Choose…">
            <ActionIcon aria-label="Choose where to export" onClick={() => void pick()}>
              <IconFolderOpen size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )
      }
    />
  );
}
