import { type FileHandle, open } from 'node:fs/promises';
import { AppError, type Problem } from '../../../shared/errors.ts';
import { nameKey, safeMemberName } from '../member-name.ts';
import { parsePaxRecords } from './pax-records.ts';
import { parseTarHeader, type TarHeader, tarBlockBytes } from './tar-header.ts';

/** A file inside a tar: bytes `dataOffset` to `dataOffset + sizeBytes` of the archive. */
export interface TarMember {
  /** With forward slashes; never absolute, never with "..". */
  readonly name: string;
  readonly dataOffset: number;
  readonly sizeBytes: number;
  /** Where its first header begins (a pax or GNU header where it has one); it ends with its last block of data. */
  readonly startOffset: number;
}

/** What a tar holds. Members come in the archive's order. */
export interface TarIndex {
  readonly members: readonly TarMember[];
  readonly problems: readonly Problem[];
  /** True where it has no end mark; that is one of the problems, and nothing was left out for it. */
  readonly isUnended: boolean;
  /** Of the archive. */
  readonly sizeBytes: number;
}

/** Long names and pax headers are read whole; nothing honest comes near this. */
const longestExtraBytes = 1 << 20;
/** Headers of small members lie close together: one read serves many. */
const windowBytes = 1 << 16;
const mostMembers = 5_000_000;
/** A broken archive repeats itself; the report need not. */
const mostProblems = 200;

/**
 * Lists the files of a tar by reading its headers only: ustar, GNU long names and large sizes, pax paths and sizes. Links, devices, sparse files, names that lead
 * outside, and names given before (also in other case) become problems and are left out. Where the archive is damaged or cut off, what came before stays usable.
 *
 * @throws AppError `file.unreadable`; `input.unsupported` for a compressed archive, saying how to unpack it; `cancelled`.
 */
export async function indexTar(file: string, options: { readonly signal?: AbortSignal } = {}): Promise<TarIndex> {
  const handle = await open(file).catch((cause: Error) => {
    throw new AppError('file.unreadable', `${file} cannot be read: ${cause.message}.`, { where: { file }, cause });
  });
  try {
    const { size } = await handle.stat();
    const scan = new TarScan(file, handle, size);
    await scan.refuseCompressed();
    await scan.run(options.signal);
    return { members: scan.members, problems: scan.problems, isUnended: scan.isUnended, sizeBytes: size };
  } finally {
    await handle.close();
  }
}

/** What GNU and pax headers say about the member that follows them. */
interface Pending {
  readonly name?: string;
  readonly sizeBytes?: number;
  readonly isSparse?: boolean;
  readonly why?: string;
}

class TarScan {
  readonly members: TarMember[] = [];
  readonly problems: Problem[] = [];
  isUnended = false;
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #size: number;
  readonly #seen = new Map<string, string>();
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;
  #pending: Pending = {};
  /** Where the headers of the next member begin. */
  #memberStart = 0;

  constructor(file: string, handle: FileHandle, size: number) {
    this.#file = file;
    this.#handle = handle;
    this.#size = size;
  }

  async refuseCompressed(): Promise<void> {
    const start = await this.#read(0, 6);
    const found = compressions.find(({ magic }) => start.subarray(0, magic.length).equals(magic));
    if (found === undefined) return;
    const message = `${this.#file} is a compressed tar (${found.name}): its members have no place of their own in the file, so it cannot be read without unpacking. Run \`${found.command}\` and open the .tar.`;
    throw new AppError('input.unsupported', message, { where: { file: this.#file } });
  }

  async run(signal: AbortSignal | undefined): Promise<void> {
    let at = 0;
    let zeros = 0;
    while (at < this.#size && this.members.length < mostMembers) {
      if (signal?.aborted) throw new AppError('cancelled', 'The import was interrupted while the archive was listed.');
      const block = await this.#read(at, tarBlockBytes);
      if (block.length < tarBlockBytes) return this.#cutOff(at, 'a header');
      const parsed = parseTarHeader(block);
      if (parsed.kind === 'bad') return this.#damaged(at, parsed.why);
      if (parsed.kind === 'zeros') {
        zeros += 1;
        if (zeros === 2) return;
        at += tarBlockBytes;
        continue;
      }
      zeros = 0;
      if (Object.keys(this.#pending).length === 0) this.#memberStart = at;
      const next = await this.#take(parsed.header, at + tarBlockBytes);
      if (next === null) return;
      at = next;
    }
    if (this.members.length >= mostMembers)
      this.#report('file.malformed', `It has more than ${mostMembers} members; the others are left out.`);
    else if (zeros === 0 && this.#size > 0) {
      this.isUnended = true;
      this.#report('file.truncated', 'The archive has no end mark; it may have been cut off. Every member listed is whole.');
    }
  }

  /** Takes note of a header and answers where the next one is; null where the rest cannot be found. */
  async #take(header: TarHeader, dataAt: number): Promise<number | null> {
    const isExtra = 'xgLK'.includes(header.type);
    const sizeBytes = isExtra ? header.sizeBytes : (this.#pending.sizeBytes ?? header.sizeBytes);
    const hasData = !'123456'.includes(header.type);
    const end = dataAt + (hasData ? sizeBytes : 0);
    if (!Number.isSafeInteger(end) || end > this.#size) {
      this.#cutOff(dataAt - tarBlockBytes, `${this.#pending.name ?? header.name} (${sizeBytes} bytes)`);
      return null;
    }
    if (isExtra) await this.#takeExtra(header, dataAt);
    else {
      this.#takeMember(header, { dataOffset: dataAt, sizeBytes, startOffset: this.#memberStart });
      this.#pending = {};
    }
    return Math.ceil(end / tarBlockBytes) * tarBlockBytes;
  }

  async #takeExtra({ type, sizeBytes }: TarHeader, dataAt: number): Promise<void> {
    if (type === 'g' || type === 'K') return;
    if (sizeBytes > longestExtraBytes) {
      this.#pending = { ...this.#pending, why: `its name or extra header has ${sizeBytes} bytes` };
      return;
    }
    const bytes = await this.#read(dataAt, sizeBytes);
    if (type === 'L') {
      const end = bytes.indexOf(0);
      this.#pending = { ...this.#pending, name: bytes.toString('utf8', 0, end < 0 ? bytes.length : end) };
      return;
    }
    this.#pending = pendingFromPax(parsePaxRecords(bytes), this.#pending);
  }

  #takeMember(header: TarHeader, place: Omit<TarMember, 'name'>): void {
    const given = this.#pending.name ?? header.name;
    if (header.type === '5') return;
    // Old programs wrote folders as empty files whose name ends in a slash.
    if ((header.type === '0' || header.type === '\0') && given.endsWith('/')) return;
    const safe = safeMemberName(given);
    const why = this.#pending.why ?? refusalOf(header.type, this.#pending) ?? ('why' in safe ? safe.why : this.#repeats(safe.name));
    if (why !== null || 'why' in safe) this.#leaveOut(given, why ?? '');
    else {
      this.#seen.set(nameKey(safe.name), safe.name);
      this.members.push({ name: safe.name, ...place });
    }
  }

  /** In which way a name was there before; null where it is new. */
  #repeats(name: string): string | null {
    const before = this.#seen.get(nameKey(name));
    if (before === undefined) return null;
    const how = before === name ? 'a member of this name came before' : `its name differs from ${before} only in case or accents`;
    return `${how}; the first counts`;
  }

  #leaveOut(name: string, why: string): void {
    this.#report('file.malformed', `The member is left out: ${why}.`, name.slice(0, 200));
  }

  #cutOff(at: number, what: string): void {
    this.#report(
      'file.truncated',
      `The archive ends inside ${what.slice(0, 200)}, which begins at byte ${at}. The ${this.members.length} members before it are used.`,
    );
  }

  #damaged(at: number, why: string): void {
    const intact = `The ${this.members.length} members before it are used; what follows is lost.`;
    this.#report('file.malformed', `The header at byte ${at} is damaged: ${why}. ${intact}`);
  }

  #report(code: Problem['code'], message: string, item?: string): void {
    if (this.problems.length >= mostProblems) return;
    this.problems.push({ code, file: this.#file, message, ...(item === undefined ? {} : { item }) });
  }

  /** Bytes of the archive, fewer at its end. */
  async #read(at: number, length: number): Promise<Buffer> {
    if (at < this.#windowAt || at + length > this.#windowAt + this.#window.length) {
      const buffer = Buffer.alloc(Math.max(0, Math.min(Math.max(length, windowBytes), this.#size - at)));
      const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, at);
      this.#window = buffer.subarray(0, bytesRead);
      this.#windowAt = at;
    }
    const start = at - this.#windowAt;
    return this.#window.subarray(start, start + length);
  }
}

function pendingFromPax(records: ReadonlyMap<string, string> | null, pending: Pending): Pending {
  if (records === null) return { ...pending, why: 'its pax header is not in the form of one' };
  const name = records.get('path');
  const size = records.get('size');
  const isSparse = [...records.keys()].some((key) => key.startsWith('GNU.sparse.'));
  const sizeBytes = size === undefined ? undefined : /^\d{1,16}$/.test(size) ? Number(size) : Number.POSITIVE_INFINITY;
  return {
    ...pending,
    ...(name === undefined ? {} : { name }),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(isSparse ? { isSparse } : {}),
  };
}

/** Why a kind of member is left out; null for files. */
function refusalOf(type: string, pending: Pending): string | null {
  if (pending.isSparse || type === 'S') return 'it is a sparse file, whose bytes do not lie in one piece';
  switch (type) {
    case '0':
    case '\0':
    case '7':
      return null;
    case '1':
    case '2':
      return 'it is a link, and links are not followed';
    case '3':
    case '4':
    case '6':
      return 'it is a device';
    default:
      return `its kind (${JSON.stringify(type)}) is not known`;
  }
}

const compressions = [
  { name: 'gzip', magic: Buffer.from([0x1f, 0x8b]), command: 'gunzip -k FILE.tar.gz' },
  { name: 'Zstandard', magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), command: 'zstd -d FILE.tar.zst' },
  { name: 'bzip2', magic: Buffer.from('BZh'), command: 'bunzip2 -k FILE.tar.bz2' },
  { name: 'xz', magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), command: 'unxz -k FILE.tar.xz' },
];
