import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { networkFileSystemOf } from '../../../main/store/network-file-system.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import { reviewerOf, setReviewer } from '../../../main/store/settings.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';

const aFile = (name = 'test.sightline') => path.join(aFolder(), name);

/** The code of a refusal, and proof that the file did not change. */
function refusal(file: string): string {
  const before = readFileSync(file);
  try {
    openWorkspace(file, { create: true }).close();
  } catch (error) {
    expect(readFileSync(file)).toEqual(before);
    return (error as { code: string }).code;
  }
  return 'opened';
}

describe('a workspace file', () => {
  test('keeps what was stored, in a folder that is made for it', () => {
    const file = path.join(aFolder(), 'new', 'folder', 'x.sightline');
    const first = openWorkspace(file, { create: true });
    setReviewer(first, 'Ada');
    first.close();
    const second = openWorkspace(file, { create: false });
    expect(reviewerOf(second)).toBe('Ada');
    second.close();
  });

  test('is not made where it was only to be opened', () => {
    const file = aFile();
    expect(() => openWorkspace(file, { create: false })).toThrow(expect.objectContaining({ code: 'file.missing' }));
    expect(existsSync(file)).toBe(false);
  });

  test("is refused untouched when it is another program's database", () => {
    const [plain, marked] = [aFile('notes.db'), aFile('map.gpkg')];
    const notes = new Database(plain);
    notes.exec('create table note (text)');
    notes.close();
    const map = new Database(marked);
    map.pragma('application_id = 1196444487');
    map.close();
    expect([refusal(plain), refusal(marked)]).toEqual(['workspace.not-a-workspace', 'workspace.not-a-workspace']);
  });

  test('is refused untouched when it is no database, or a folder', () => {
    const text = aFile('letter.sightline');
    writeFileSync(text, 'Dear reviewer, this is a letter and not a workspace.');
    expect(refusal(text)).toBe('workspace.not-a-workspace');
    const folder = aFile('folder.sightline');
    mkdirSync(folder);
    expect(() => openWorkspace(folder, { create: true })).toThrow(expect.objectContaining({ code: 'workspace.not-a-workspace' }));
  });

  test('is refused untouched when a newer program wrote it', () => {
    const file = aFile();
    openWorkspace(file, { create: true }).close();
    const newer = new Database(file);
    newer.pragma('user_version = 99');
    newer.pragma('journal_mode = DELETE');
    newer.close();
    expect(refusal(file)).toBe('workspace.newer-version');
  });

  test('waits for another program, then says that it is locked', () => {
    const file = aFile();
    openWorkspace(file, { create: true }).close();
    const other = new Database(file);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('begin exclusive');
    expect(() => openWorkspace(file, { create: true })).toThrow(expect.objectContaining({ code: 'workspace.locked' }));
    other.close();
  });

  test('never lets a decision be changed or removed', () => {
    const file = aFile();
    openWorkspace(file, { create: true }).close();
    const raw = new Database(file);
    raw.exec(
      `insert into decision (id, question_id, question_hash, reviewer, clock, operation, payload, tool_version) values ('1', 'q', 'h', 'r', 'c', 'approve', '{}', '0')`,
    );
    expect(() => raw.exec(`update decision set reviewer = 'other'`)).toThrow('append-only');
    expect(() => raw.exec('delete from decision')).toThrow('append-only');
    raw.close();
  });
});

test.skipIf(process.platform !== 'linux')('network file systems are told from local ones', () => {
  const of = (type: number) => networkFileSystemOf('/', () => ({ type }));
  // NFS, SMB2 (signed as some Node versions give it), ext4, tmpfs
  expect([of(0x6969), of(0xfe534d42 | 0), of(0xef53), of(0x01021994)]).toEqual(['NFS', 'SMB2', null, null]);
});
