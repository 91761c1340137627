import { Dialog } from '../../../ui/Dialog.tsx';
import { openDialog, useDialogs } from '../../dialogs.ts';
import { ExportForm } from './ExportForm.tsx';

/** Writes the reviewed questions to files. */
export function ExportDialog() {
  const isOpen = useDialogs((dialogs) => dialogs.open === 'export');
  return (
    <Dialog isOpen={isOpen} onClose={() => openDialog(null)} title="Export" widthPx={540}>
      <ExportForm />
    </Dialog>
  );
}
