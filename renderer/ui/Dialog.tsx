import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Dialog.module.css';

/** A dialog over the page. Its head is no `header` element, which would be a second banner landmark. */
export function Dialog(props: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly widthPx: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Modal.Root opened={props.isOpen} onClose={props.onClose} size={props.widthPx}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes['head']}>
          <Modal.Title>{props.title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>{props.children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
