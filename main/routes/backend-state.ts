import { AppError } from '../../shared/errors.ts';
import type { ClockPort } from '../ports/clock.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import type { Workspace } from '../store/workspace.ts';
import { EventHub } from './event-hub.ts';

/** What routes share: the open workspace and the pages that listen. */
export class BackendState {
  readonly events = new EventHub();
  readonly clock: ClockPort;
  #workspace: Workspace | null = null;
  #exclusiveWork: string | null = null;
  #settled: Promise<unknown> = Promise.resolve();
  readonly #closing = new AbortController();

  constructor(options: { readonly clock: ClockPort }) {
    this.clock = options.clock;
  }

  /** The open workspace, or null. */
  get openedWorkspace(): Workspace | null {
    return this.#workspace;
  }

  /** The open workspace. @throws AppError `workspace.none-open`. */
  workspace(): Workspace {
    if (this.#workspace === null) throw new AppError('workspace.none-open', 'No workspace is open. Open or make one first.');
    return this.#workspace;
  }

  /** Opens or makes a workspace and closes the one before. When it cannot be opened, the one before stays open. */
  open(file: string): void {
    if (this.#exclusiveWork !== null) {
      throw new AppError(
        'workspace.locked',
        `The workspace is busy with ${this.#exclusiveWork}. Wait until that is done, then open another.`,
      );
    }
    const next = openWorkspace(file, { create: true, clock: this.clock });
    this.#workspace?.close();
    this.#workspace = next;
    this.events.send({ kind: 'workspace-changed' });
  }

  /** Runs long work on the open workspace, one at a time, during which it stays open. The signal is aborted when the backend closes. */
  async runExclusively<T>(label: string, work: (workspace: Workspace, signal: AbortSignal) => Promise<T>): Promise<T> {
    const workspace = this.workspace();
    if (this.#exclusiveWork !== null) {
      throw new AppError('workspace.locked', `The workspace is busy with ${this.#exclusiveWork}. Try again when that is done.`);
    }
    this.#exclusiveWork = label;
    const done = work(workspace, this.#closing.signal).finally(() => {
      this.#exclusiveWork = null;
    });
    this.#settled = done.catch(() => undefined);
    return done;
  }

  /** Ends event streams and long work, then closes the workspace. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.events.close();
    await this.#settled;
    this.#workspace?.close();
    this.#workspace = null;
  }
}
