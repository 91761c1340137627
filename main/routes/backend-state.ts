import path from 'node:path';
import type { WorkspaceSummary } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { UserSettings } from '../../shared/model/user-settings.ts';
import { settleShards } from '../library/shard-places.ts';
import { UserFiles } from '../library/user-files.ts';
import { QuestionLists } from '../lists/question-lists.ts';
import type { ClockPort } from '../ports/clock.ts';
import { StatisticsDesk } from '../statistics/statistics-desk.ts';
import { countDueScenes } from '../store/due-scenes.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import type { Workspace } from '../store/workspace.ts';
import { WorkDesk } from '../threads/work-desk.ts';
import { EventHub } from './event-hub.ts';

/** Name of the workspace of the bundled sample, in the folder for own workspaces. */
export const sampleWorkspaceName = 'sample.sightline';

/** A workspace that is opened shows its first list before the reading of scenes goes on. */
const firstPaintMs = 2000;

/** What routes share: the open workspace and the pages that listen. */
export class BackendState {
  readonly events = new EventHub((event) => event.kind === 'workspace-changed' && this.#lists?.markStale());
  readonly clock: ClockPort;
  #workspace: Workspace | null = null;
  #lists: QuestionLists | null = null;
  #statistics: StatisticsDesk | null = null;
  #desk: WorkDesk | null = null;
  #work: WorkspaceSummary['work'] = null;
  #exclusiveWork: string | null = null;
  #settled: Promise<unknown> = Promise.resolve();
  readonly #closing = new AbortController();
  /** Desks of workspaces that were closed may still be ending their threads. */
  #deskClosed: Promise<unknown> = Promise.resolve();

  readonly userFiles: UserFiles;

  constructor(options: { readonly clock: ClockPort; readonly dataDir?: string | undefined }) {
    this.clock = options.clock;
    this.userFiles = new UserFiles(options.dataDir ?? null);
  }

  /** True while the workspace that Sightline made for its bundled sample is open. */
  get isSample(): boolean {
    const { dataDir } = this.userFiles;
    return dataDir !== null && this.#workspace?.file === path.join(path.resolve(dataDir), sampleWorkspaceName);
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

  /** Lists of the open workspace. @throws AppError `workspace.none-open`. */
  lists(): QuestionLists {
    const workspace = this.workspace();
    this.#lists ??= new QuestionLists(workspace, {
      isBusy: () => this.#exclusiveWork !== null || this.#work !== null,
      closeCallScore: () => this.userFiles.settings().closeCall.score,
    });
    return this.#lists;
  }

  /** Keeps a person's settings. Lists follow a threshold that is another. @throws AppError `file.write-failed`. */
  saveSettings(settings: UserSettings): void {
    const before = this.userFiles.settings().closeCall.score;
    this.userFiles.saveSettings(settings);
    if (settings.closeCall.score !== before) this.#lists?.markStale();
    this.events.send({ kind: 'settings-changed' });
  }

  /** Counts of the open workspace. @throws AppError `workspace.none-open`. */
  statistics(): StatisticsDesk {
    this.#statistics ??= new StatisticsDesk(this.workspace().file);
    return this.#statistics;
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
    try {
      settleShards(next);
    } catch (error) {
      next.close();
      throw error;
    }
    void this.#closeDesk();
    this.#closeWorkspace();
    this.#workspace = next;
    this.#desk = this.#openDesk(next);
    this.userFiles.remember(next.file, this.clock.nowMs());
    this.events.send({ kind: 'workspace-changed' });
    // Once whoever opened it has its answer.
    setImmediate(() => this.#workspace === next && this.lists().readAhead());
  }

  /** Somebody asks for something: what the lists do in the background waits a moment. */
  giveWay(): void {
    this.#lists?.giveWay();
  }

  /** Long work on the open workspace, in a thread of its own. @throws AppError `workspace.none-open`. */
  desk(): WorkDesk {
    this.workspace();
    return this.#desk as WorkDesk;
  }

  /** How far an import, or the reading of scenes after it, is; null while nothing of the kind goes on. */
  get work(): WorkspaceSummary['work'] {
    return this.#work;
  }

  /** An import that was stopped, or another program's, goes on where scenes were left unread. */
  #openDesk(workspace: Workspace): WorkDesk {
    const desk = new WorkDesk(workspace.file, {
      onImportProgress: (progress) => {
        this.#work = progress;
        this.events.send({ kind: 'import-progress', ...progress });
      },
      onExportProgress: (progress) => this.events.send({ kind: 'export-progress', ...progress }),
      onCheckEnded: () => {
        this.#work = null;
        this.events.send({ kind: 'workspace-changed' });
      },
    });
    if (countDueScenes(workspace) > 0) setTimeout(() => desk.checkInBackground(), firstPaintMs).unref();
    return desk;
  }

  #closeDesk(): Promise<void> {
    const closed = this.#desk?.close() ?? Promise.resolve();
    this.#desk = null;
    this.#work = null;
    this.#deskClosed = Promise.all([this.#deskClosed, closed]);
    return closed;
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
    await this.#closeDesk();
    await this.#deskClosed;
    await this.#settled;
    await this.#statistics?.close();
    this.#closeWorkspace();
  }

  #closeWorkspace(): void {
    this.#lists?.close();
    this.#lists = null;
    void this.#statistics?.close();
    this.#statistics = null;
    this.#workspace?.close();
    this.#workspace = null;
  }
}
