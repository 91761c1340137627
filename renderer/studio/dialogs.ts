import { create } from 'zustand';

/** Which dialog is open, if any. */
export const useDialogs = create<{ readonly open: 'keys' | 'export' | 'export-selection' | null }>(() => ({ open: null }));

/** Opens a dialog, or closes the open one with null. */
export function openDialog(open: 'keys' | 'export' | 'export-selection' | null): void {
  useDialogs.setState({ open });
}
