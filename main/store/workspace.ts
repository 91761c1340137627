import type Database from 'better-sqlite3';
import { type Compilable, type InferResult, type Insertable, Kysely, SqliteDialect } from 'kysely';
import type { ClockPort } from '../ports/clock.ts';
import type { WorkspaceTables } from './schema.ts';
import { workspaceError } from './workspace-error.ts';

/**
 * An open workspace file. Queries are written with kysely (`db`) and run synchronously: a transaction is then one plain function call, and no
 * other request can slip in between its statements. Every method throws SQLite's troubles as `AppError`: `file.write-failed` on a full disk,
 * `workspace.locked`, `workspace.not-a-workspace` where the file is damaged.
 */
export class Workspace {
  /** Absolute path. */
  readonly file: string;
  readonly clock: ClockPort;
  /** Builds queries; never executes them itself. */
  readonly db: Kysely<WorkspaceTables>;
  readonly #connection: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(file: string, connection: Database.Database, clock: ClockPort) {
    this.file = file;
    this.clock = clock;
    this.#connection = connection;
    this.db = new Kysely<WorkspaceTables>({ dialect: new SqliteDialect({ database: connection }) });
  }

  /** Rows of a query, in order. */
  all<Q extends Compilable>(query: Q): InferResult<Q> {
    const { sql, parameters } = query.compile();
    return this.#guard(() => this.#prepare(sql).all(...parameters)) as InferResult<Q>;
  }

  /** Rows of a query as plain lists of values, in the order of its columns: half the time of {@link all} where there are many. */
  tuples(query: Compilable): unknown[][] {
    const { sql, parameters } = query.compile();
    return this.#guard(() => {
      const statement = this.#prepare(sql);
      try {
        return statement.raw(true).all(...parameters) as unknown[][];
      } finally {
        statement.raw(false);
      }
    });
  }

  /** Hands over the rows of a query one by one, as {@link tuples} has them; nothing else may be asked for meanwhile. */
  eachTuple(sql: string, values: readonly unknown[], take: (row: readonly unknown[]) => void): void {
    this.#guard(() => {
      const statement = this.#prepare(sql);
      try {
        for (const row of statement.raw(true).iterate(...values)) take(row as unknown[]);
      } finally {
        statement.raw(false);
      }
    });
  }

  /** A number that changes whenever another connection, of this process or another, has committed to the file. */
  foreignChanges(): number {
    return this.#guard(() => this.#connection.pragma('data_version', { simple: true })) as number;
  }

  /** First row, or undefined. */
  first<Q extends Compilable>(query: Q): InferResult<Q> extends (infer Row)[] ? Row | undefined : never {
    const { sql, parameters } = query.compile();
    return this.#guard(() => this.#prepare(sql).get(...parameters)) as never;
  }

  /** Runs an insert, update or delete; returns the new row's number. */
  run(query: Compilable): { readonly changes: number; readonly rowId: number } {
    const { sql, parameters } = query.compile();
    const { changes, lastInsertRowid } = this.#guard(() => this.#prepare(sql).run(...parameters));
    return { changes, rowId: Number(lastInsertRowid) };
  }

  /** Inserts many rows of one shape with one prepared statement; every row must have the keys of the first, in its order. */
  insertAll<T extends keyof WorkspaceTables & string>(table: T, rows: readonly Insertable<WorkspaceTables[T]>[]): void {
    const [first] = rows;
    if (first === undefined) return;
    const columns = Object.keys(first);
    const sql = `insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`;
    this.#guard(() => {
      const statement = this.#prepare(sql);
      for (const row of rows) statement.run(...Object.values(row as object));
    });
  }

  /** One statement to be run many times with plain values; gives the number of rows that it changed. Within one transaction, thousands of runs cost milliseconds. */
  prepareRun(sql: string): (...values: readonly unknown[]) => number {
    const statement = this.#guard(() => this.#prepare(sql));
    return (...values) => {
      try {
        return statement.run(...values).changes;
      } catch (error) {
        throw workspaceError(error, this.file);
      }
    };
  }

  /** One query to be asked many times with plain values. */
  prepareAll<Row>(sql: string): (...values: readonly unknown[]) => Row[] {
    const statement = this.#guard(() => this.#prepare(sql));
    return (...values) => this.#guard(() => statement.all(...values)) as Row[];
  }

  /** All or nothing; the commit is on disk when this returns. Nested calls join the outer one. */
  transact<T>(work: () => T): T {
    return this.#guard(() => this.#connection.transaction(work).immediate());
  }

  /**
   * All or nothing, but not yet on disk when this returns: a power cut may lose the latest such transactions, never half of one. For what can be had
   * again from its source (imports). The next durable commit makes everything before it durable too.
   */
  transactRepeatable<T>(work: () => T): T {
    this.#connection.pragma('synchronous = NORMAL');
    try {
      return this.transact(work);
    } finally {
      this.#connection.pragma('synchronous = FULL');
    }
  }

  /** From here to the connection's end everything read is of one moment; nothing can be written. */
  beginSnapshot(): void {
    this.#guard(() => this.#connection.exec('begin'));
  }

  /** Closes the file; the write-ahead log is folded into it. Closing twice is fine. */
  close(): void {
    this.#connection.close();
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw workspaceError(error, this.file);
    }
  }

  #prepare(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
