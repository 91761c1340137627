import { Dialog } from '../../../ui/Dialog.tsx';
import { openDialog, useDialogs } from '../../dialogs.ts';
import { strings } from '../../strings/strings.ts';
import { ExportForm } from './ExportForm.tsx';

/** Writes the reviewed questions to files. */
export function ExportDialog() {
  const open = useDialogs((dialogs) => dialogs.open);
  const isOfSelection = open === 'export-selection';
  const isOpen = open === 'export' || isOfSelection;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => openDialog(null)}
      title={isOfSelection ? strings.lists.browse.exportSelection : 'Export'}
      widthPx={540}
    >
      <ExportForm isOfSelection={isOfSelection} />
    </Dialog>
  );
}
