/** Native powers that only a desktop host has. A host without them leaves the port out; its routes then answer 501 `native.unavailable`. */
export interface NativePort {
  /** Absolute paths the user chose; empty when cancelled. */
  pickFiles(options: { readonly title: string; readonly kind: 'workspace' | 'shard' }): Promise<readonly string[]>;
  /** Absolute path the user chose; null when cancelled. */
  pickSaveTarget(options: { readonly title: string; readonly suggestedName: string }): Promise<string | null>;
  /** Shows the file in the system's file manager. */
  reveal(path: string): Promise<void>;
}
