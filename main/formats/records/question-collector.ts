import type { Problem } from '../../../shared/errors.ts';
import { bidiMessage, findBidiControls } from '../find-bidi-controls.ts';
import { questionId } from '../question-id.ts';
import type { BytePlace } from '../shard-place.ts';
import type { IndexedQuestion, IndexedScene, IndexedTrajectory, IndexSink } from '../shard-reader.ts';
import type { FoundQuestion, QuestionSubject } from './record-format.ts';
import type { FoundSubject } from './subject-finder.ts';

/** Where a record's bytes lie, and what they are. */
export interface RecordPlace {
  readonly byteOffset: number;
  readonly byteLength: number;
  /** 1-based line, row, record or sample. */
  readonly line: number;
  /** Hex SHA-256 of the record. */
  readonly hash: string;
}

/** Says where the video and geometry of a question are. */
export type FindSubject = (about: QuestionSubject) => Promise<FoundSubject>;

/** A file of questions that is being read. */
export interface CollectedFile {
  /** Relative to the shard. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Of the whole file, before it is read: an import that goes on with it must find it the same. Null where it is too large to be read twice (a tar). */
  readonly sha256: string | null;
}

const questionsPerPiece = 2000;
/** A file with more bad records than this is bad as a whole; the report says how many more there are. */
const mostProblems = 500;

/**
 * Gathers the questions of a shard whose records may be about many scenes, and puts them into the sink piece by piece. Ids follow from the records alone, so
 * that an export that is imported again has the ids of its source.
 */
export class QuestionCollector {
  readonly #sink: IndexSink;
  readonly #format: string;
  readonly #find: FindSubject;
  readonly #copies = new Map<string, number>();
  readonly #announced = new Set<string>();
  #questions: IndexedQuestion[] = [];
  #scenes = new Map<string, { hasGeometry: boolean; readonly trajectories: Map<string, IndexedTrajectory> }>();
  #problems: Problem[] = [];
  #problemCount = 0;
  #file: CollectedFile = { path: '', sizeBytes: 0, sha256: null };

  constructor(sink: IndexSink, format: string, find: FindSubject) {
    this.#sink = sink;
    this.#format = format;
    this.#find = find;
  }

  /** Begins a file; the one before is ended with {@link endFile}. */
  beginFile(file: CollectedFile): void {
    this.#file = file;
    this.#problemCount = 0;
  }

  /** The questions of one record, in order. */
  async add(found: readonly FoundQuestion[], place: RecordPlace): Promise<void> {
    const copy = this.#copies.get(place.hash) ?? 0;
    this.#copies.set(place.hash, copy + 1);
    for (const [part, { task, content, about }] of found.entries()) {
      const subject = await this.#find(about);
      this.#announce(about, subject);
      const controls = findBidiControls([content.text, content.answer, ...content.options.map(({ text }) => text)].join('\n'));
      if (controls.length > 0) this.problem(place.line, bidiMessage(controls), 'question.malformed');
      this.#questions.push({
        id: questionId(this.#format, place.hash, copy, part),
        sceneFolder: about.scene,
        trajectoryName: about.trajectory,
        task,
        content,
        contentHash: place.hash,
        byteOffset: place.byteOffset,
        byteLength: place.byteLength,
        line: place.line,
        part,
      });
    }
    if (this.#questions.length >= questionsPerPiece) this.#put(false);
  }

  /** Something wrong with a record, or with the file. */
  problem(line: number | null, message: string, code: Problem['code']): void {
    this.#problemCount += 1;
    if (this.#problemCount > mostProblems) return;
    this.#problems.push({ code, file: this.#file.path, message, ...(line === null ? {} : { line }) });
  }

  /** A problem that was met elsewhere. */
  addProblems(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  /** All records of the file have come. */
  endFile(): void {
    const more = this.#problemCount - mostProblems;
    if (more > 0) this.#problems.push({ code: 'file.malformed', file: this.#file.path, message: `${more} more records have problems.` });
    this.#put(true);
  }

  #announce(about: QuestionSubject, { video, hasGeometry }: FoundSubject): void {
    const key = JSON.stringify([about.scene, about.trajectory, video]);
    if (this.#announced.has(key)) return;
    this.#announced.add(key);
    const scene = this.#scenes.get(about.scene) ?? { hasGeometry: false, trajectories: new Map() };
    // A scene with a video is read too: for the number of its frames.
    scene.hasGeometry ||= hasGeometry || video !== null;
    const before: BytePlace | null = scene.trajectories.get(about.trajectory)?.video ?? null;
    scene.trajectories.set(about.trajectory, { name: about.trajectory, video: before ?? video });
    this.#scenes.set(about.scene, scene);
  }

  #put(isComplete: boolean): void {
    const scenes: IndexedScene[] = [...this.#scenes].map(([folder, { hasGeometry, trajectories }]) => ({
      folder,
      hasGeometry,
      trajectories: [...trajectories.values()],
    }));
    const files = [{ file: this.#file, sceneFolder: null, isComplete, questions: this.#questions }];
    this.#sink.put({ scope: this.#file.path, phase: 'read', scenes, files, problems: this.#problems });
    this.#questions = [];
    this.#scenes = new Map();
    this.#problems = [];
  }
}
