import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { longestLineBytes, readLineBatches } from '../read-line-batches.ts';
import { rolesOf, taskOf } from '../records/guess-task.ts';
import { formatOf } from '../records/known-formats.ts';
import type { QuestionCollector } from '../records/question-collector.ts';
import { unnamedScene } from '../records/question-subject.ts';
import { objectFrom } from '../records/read-record-file.ts';
import type { FoundQuestion } from '../records/record-format.ts';
import { throwIfAborted } from '../records/record-reader.ts';
import type { BytePlace } from '../shard-place.ts';
import { sha256Of } from '../simsv/read-source.ts';
import { splitJsonArray } from '../split-json-array.ts';
import type { TarMember } from '../tar/index-tar.ts';
import { textFromUtf8 } from '../text-from-utf8.ts';
import { recordMembersOf, samplesOf, type TarSample, textPairOf, videoOf } from './samples.ts';

/** Videos inside the tars by the name that questions are about; it grows while samples are read. */
export type SampleVideos = Map<string, BytePlace>;

/** Reads the questions of one tar, sample by sample. */
export class TarQuestions {
  readonly #absolute: string;
  readonly #file: string;
  readonly #collector: QuestionCollector;
  readonly #videos: SampleVideos;
  #records = 0;

  /**
   * @param absolute - the tar.
   * @param file - the same, relative to the shard.
   */
  constructor(absolute: string, file: string, into: { readonly collector: QuestionCollector; readonly videos: SampleVideos }) {
    this.#absolute = absolute;
    this.#file = file;
    this.#collector = into.collector;
    this.#videos = into.videos;
  }

  async read(members: readonly TarMember[], signal: AbortSignal): Promise<void> {
    for (const member of members) if (/\.(mp4|webm|m4v)$/i.test(member.name)) this.#videos.set(member.name, this.#placeOf(member));
    const samples = samplesOf(members);
    const handle = await open(this.#absolute);
    try {
      for (const sample of samples) {
        throwIfAborted(signal);
        await this.#readSample(handle, sample);
      }
    } finally {
      await handle.close();
    }
    if (this.#records > 0) return;
    const message = `The archive has ${samples.length} samples with ${members.length} members, and none is a question (json or jsonl records, or txt with an answer beside it).`;
    this.#collector.problem(null, message, 'input.unsupported');
  }

  async #readSample(handle: FileHandle, sample: TarSample): Promise<void> {
    for (const member of recordMembersOf(sample)) await this.#readRecords(handle, sample, member);
    const pair = textPairOf(sample);
    if (pair !== null && recordMembersOf(sample).length === 0) await this.#readText(handle, sample, pair);
  }

  async #readRecords(handle: FileHandle, sample: TarSample, member: TarMember): Promise<void> {
    const range = { start: member.dataOffset, end: member.dataOffset + member.sizeBytes };
    const [first] = await readMember(handle, { ...member, sizeBytes: Math.min(1, member.sizeBytes) });
    if (first === 0x5b) {
      const split = splitJsonArray(handle, { range });
      for await (const batch of split) for (const { bytes, byteOffset } of batch) await this.#take(sample, member, { bytes, byteOffset });
    } else if (member.name.toLowerCase().endsWith('.jsonl')) {
      for await (const batch of readLineBatches(handle, { range })) {
        for (const { bytes, byteOffset } of batch) await this.#take(sample, member, { bytes, byteOffset });
      }
    } else {
      const bytes = member.sizeBytes > longestLineBytes ? null : await readMember(handle, member);
      await this.#take(sample, member, { bytes, byteOffset: member.dataOffset });
    }
  }

  async #take(sample: TarSample, member: TarMember, record: { readonly bytes: Buffer | null; readonly byteOffset: number }): Promise<void> {
    const { bytes, byteOffset } = record;
    const line = this.#records + 1;
    try {
      if (bytes === null) throw new AppError('question.malformed', `The record is larger than ${longestLineBytes} bytes.`);
      const value = objectFrom(bytes);
      const known = formatOf(value);
      // Most members of most datasets are no questions, and nothing is wrong with them.
      if (known === null) return;
      const found = known.format.questions(value).map((question) => this.#aboutSample(question, sample));
      this.#records = line;
      await this.#collector.add(found, { byteOffset, byteLength: bytes.length, line, hash: sha256Of(bytes) });
    } catch (error) {
      this.#fail(error, member);
    }
  }

  async #readText(handle: FileHandle, sample: TarSample, { question, answer }: { question: TarMember; answer: TarMember }): Promise<void> {
    const line = this.#records + 1;
    try {
      const bytes = await readMember(handle, question);
      const text = textFromUtf8(bytes).trim();
      const reply = textFromUtf8(await readMember(handle, answer)).trim();
      if (text === '' || reply === '') return;
      const task = taskOf(undefined, text);
      const content = { text, answer: reply, options: [], letter: null, roles: rolesOf(task, text) };
      const found = this.#aboutSample({ task, content, about: { scene: unnamedScene, trajectory: '0', video: null } }, sample);
      this.#records = line;
      await this.#collector.add([found], { byteOffset: question.dataOffset, byteLength: bytes.length, line, hash: sha256Of(bytes) });
    } catch (error) {
      this.#fail(error, question);
    }
  }

  /** A question whose own video is not in the tar is about the video of its sample. */
  #aboutSample(question: FoundQuestion, sample: TarSample): FoundQuestion {
    const { about } = question;
    const own = videoOf(sample);
    const isInTar = about.video !== null && this.#videos.has(about.video);
    const scene = about.scene === unnamedScene ? sample.key : about.scene;
    return { ...question, about: { ...about, scene, video: isInTar || own === null ? about.video : own.name } };
  }

  #placeOf({ dataOffset, sizeBytes }: TarMember): BytePlace {
    return { file: this.#file, offset: dataOffset, length: sizeBytes };
  }

  #fail(error: unknown, member: TarMember): void {
    const code = error instanceof AppError ? error.code : 'question.malformed';
    this.#collector.problem(null, `${member.name}: ${(error as Error).message} It is left out.`, code);
  }
}

async function readMember(handle: FileHandle, { dataOffset, sizeBytes }: TarMember): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.min(sizeBytes, longestLineBytes + 1));
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, dataOffset);
  return bytes.subarray(0, bytesRead);
}
