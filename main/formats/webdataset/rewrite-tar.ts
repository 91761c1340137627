import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import type { ReviewedFile, ReviewedRecord } from '../../review/reviewed-files.ts';
import { parseJsonWithNaN } from '../parse-json-with-nan.ts';
import { formatOf } from '../records/known-formats.ts';
import type { RecordChanges } from '../records/record-format.ts';
import { outcomeOf } from '../records/rewrite-records.ts';
import { throwIfCancelled } from '../records/write-records.ts';
import type { ExportTarget, WriteOptions, WrittenRecords } from '../shard-writer.ts';
import { indexTar, type TarMember } from '../tar/index-tar.ts';
import { tarBlockBytes } from '../tar/tar-header.ts';
import { TarWriter } from '../tar/write-tar.ts';
import { recordMembersOf, samplesOf, textPairOf } from './samples.ts';

/** A record of a member that changes or goes. */
interface Change {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly outcome: 'drop' | RecordChanges;
  /** As it is to be written; empty where it goes. */
  readonly written: Buffer;
}

/**
 * Writes a tar again. Members without changed records keep every byte; a member with some is written anew; one whose records all went is left out, and with the last
 * record of a sample the whole sample. What the import refused (links, bad names) is not written.
 */
export async function rewriteTar(file: ReviewedFile, target: ExportTarget, options: WriteOptions): Promise<WrittenRecords> {
  const index = await indexTar(file.file, { signal: options.signal });
  const { changes, kept, recordCounts, problems } = await collectChanges(file, index.members, options);
  const dropped = droppedMembers(index.members, changes, recordCounts);
  const answers = editedAnswers(index.members, changes);
  const tar = new TarWriter((bytes) => target.write(bytes));
  const refused = index.problems.length - (index.isUnended ? 1 : 0);
  const hasRefused = refused > 0;
  let cursor = 0;
  for (const member of index.members) {
    throwIfCancelled(options);
    // Folders and such lie between members; in an archive with refused ones they are left out with these.
    if (!hasRefused) await copy(file, cursor, member.startOffset, target);
    const end = endOf(member);
    const ofMember = changes.get(member) ?? [];
    const answer = answers.get(member);
    if (!dropped.has(member)) {
      if (answer !== undefined) await tar.add(member.name, Buffer.from(answer));
      else if (ofMember.length === 0) await copy(file, member.startOffset, end, target);
      else await tar.add(member.name, await changedMember(file, member, ofMember));
    }
    cursor = end;
  }
  if (hasRefused) await tar.finish();
  else await copy(file, cursor, index.sizeBytes, target);
  return { records: kept, problems: [...problems, ...(hasRefused ? [refusedProblem(file, refused)] : [])] };
}

function refusedProblem(file: ReviewedFile, count: number): Problem {
  const message = `${count} ${count === 1 ? 'member that the import refused (a link, an unsafe or repeated name) is' : 'members that the import refused (links, unsafe or repeated names) are'} not in the export.`;
  return { code: 'file.malformed', file: file.source.path, message };
}

async function collectChanges(file: ReviewedFile, members: readonly TarMember[], options: WriteOptions) {
  const changes = new Map<TarMember, Change[]>();
  const recordCounts = new Map<TarMember, number>();
  const problems: Problem[] = [];
  const byOffset = members.toSorted((a, b) => a.dataOffset - b.dataOffset);
  let [kept, seen] = [0, 0];
  for await (const page of file.pages()) {
    for (const questions of Map.groupBy(page, ({ line }) => line).values()) {
      const first = questions[0] as ReviewedRecord;
      const member = memberAt(byOffset, first.byteOffset);
      if (member === null) continue;
      recordCounts.set(member, (recordCounts.get(member) ?? 0) + 1);
      const { outcome, written } = writtenAs(first, outcomeOf(questions, options), problems);
      kept += outcome === 'keep' ? questions.length : outcome === 'drop' ? 0 : questions.length - outcome.dropped.size;
      if (outcome === 'keep') continue;
      const change = { byteOffset: first.byteOffset, byteLength: first.bytes?.length ?? 0, outcome, written };
      changes.set(member, [...(changes.get(member) ?? []), change]);
    }
    seen += page.length;
    options.onRecords(seen);
  }
  return { changes, kept, recordCounts, problems: problems.map((problem) => ({ ...problem, file: file.source.path })) };
}

/** A record with its changes made; one whose form cannot say an edit goes, with a problem. */
function writtenAs(
  { bytes, line }: ReviewedRecord,
  outcome: 'keep' | 'drop' | RecordChanges,
  problems: Problem[],
): { readonly outcome: 'keep' | 'drop' | RecordChanges; readonly written: Buffer } {
  const nothing = Buffer.alloc(0);
  if (outcome === 'keep' || outcome === 'drop') return { outcome, written: nothing };
  try {
    return { outcome, written: changedRecord(bytes?.toString('utf8') ?? '', outcome) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    problems.push({ ...problemFromError(error), line });
    return { outcome: 'drop', written: nothing };
  }
}

function memberAt(byOffset: readonly TarMember[], offset: number): TarMember | null {
  let [low, high] = [0, byOffset.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((byOffset[middle] as TarMember).dataOffset <= offset) low = middle + 1;
    else high = middle;
  }
  const found = byOffset[low - 1];
  return found !== undefined && offset < found.dataOffset + Math.max(1, found.sizeBytes) ? found : null;
}

/** New content of the members that hold the answers to edited questions in plain text. */
function editedAnswers(members: readonly TarMember[], changes: ReadonlyMap<TarMember, readonly Change[]>): ReadonlyMap<TarMember, string> {
  const answers = new Map<TarMember, string>();
  for (const sample of samplesOf(members)) {
    const pair = textPairOf(sample);
    const outcome = pair === null ? undefined : changes.get(pair.question)?.[0]?.outcome;
    const edit = outcome === undefined || outcome === 'drop' ? undefined : outcome.edits.get(0);
    if (pair !== null && edit !== undefined) answers.set(pair.answer, edit.answer);
  }
  return answers;
}

/** Members whose records all go, and every member of a sample that has no record left. */
function droppedMembers(
  members: readonly TarMember[],
  changes: ReadonlyMap<TarMember, readonly Change[]>,
  recordCounts: ReadonlyMap<TarMember, number>,
): ReadonlySet<TarMember> {
  const isEmptied = (member: TarMember) =>
    changes.get(member)?.filter(({ outcome }) => outcome === 'drop').length === recordCounts.get(member);
  const dropped = new Set<TarMember>();
  for (const sample of samplesOf(members)) {
    const pair = textPairOf(sample);
    const holders = [...recordMembersOf(sample), ...(pair === null ? [] : [pair.question])].filter((member) => recordCounts.has(member));
    const emptied = holders.filter(isEmptied);
    for (const member of emptied.length > 0 && emptied.length === holders.length ? sample.members.values() : emptied) dropped.add(member);
  }
  return dropped;
}

/** A member's bytes with its changed records in place; a dropped record goes with the line break behind it, or the comma beside it. */
async function changedMember(file: ReviewedFile, member: TarMember, changes: readonly Change[]): Promise<Buffer> {
  const bytes = await file.read(member.dataOffset, member.sizeBytes);
  const pieces: Buffer[] = [];
  let at = 0;
  for (const { byteOffset, byteLength, outcome, written } of changes.toSorted((a, b) => a.byteOffset - b.byteOffset)) {
    const start = byteOffset - member.dataOffset;
    const end = start + byteLength;
    pieces.push(bytes.subarray(at, start), written);
    at = outcome === 'drop' ? afterSeparator(bytes, end) : end;
  }
  pieces.push(bytes.subarray(at));
  return withoutLastComma(Buffer.concat(pieces));
}

function changedRecord(text: string, changes: RecordChanges): Buffer {
  const isJson = text.trimStart().startsWith('{');
  if (!isJson) return Buffer.from(changes.edits.get(0)?.text ?? text);
  const known = formatOf(parseJsonWithNaN(text) as Record<string, unknown>);
  return Buffer.from(known === null ? text : known.format.changed(text, changes));
}

function afterSeparator(bytes: Buffer, end: number): number {
  const found = /^[ \t]*,\s*|^\r?\n/.exec(bytes.toString('latin1', end, end + 64));
  return end + (found?.[0].length ?? 0);
}

/** An array whose last elements went must not end in a comma. */
function withoutLastComma(bytes: Buffer): Buffer {
  if (!/^\s*\[/.test(bytes.toString('latin1', 0, 64))) return bytes;
  return Buffer.from(bytes.toString('utf8').replace(/,(\s*\]\s*)$/, '$1'));
}

function endOf({ dataOffset, sizeBytes }: TarMember): number {
  return Math.ceil((dataOffset + sizeBytes) / tarBlockBytes) * tarBlockBytes;
}

const copyBytes = 1 << 20;

async function copy(file: ReviewedFile, from: number, to: number, target: ExportTarget): Promise<void> {
  for (let at = from; at < to; at += copyBytes) await target.write(await file.read(at, Math.min(copyBytes, to - at)));
}
