import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { describeError } from '../client/api-error.ts';

/** An error in place, read out when it appears. Renders nothing for null. */
export function ErrorNote({ error, title }: { readonly error: unknown; readonly title?: string }) {
  if (error === null || error === undefined) return null;
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={16} aria-hidden />} {...(title ? { title } : {})} p="xs">
      {describeError(error).message}
    </Alert>
  );
}
