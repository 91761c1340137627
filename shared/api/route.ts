import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';

/** One entry of the route table. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Hono path; `:name` are parameters. */
  readonly path: string;
  readonly summary: string;
  /** Query string (GET) or JSON body (POST); absent: none, or a raw body where `rawBody`. */
  readonly input?: z.ZodType;
  readonly rawBody?: true;
  /** JSON answer; absent: not JSON (media, events, pages) or empty (204). */
  readonly output?: z.ZodType;
  readonly errors: readonly ErrorCode[];
}

/** Schema of a value that only our own backend produces and that is typed elsewhere: trusted, not re-validated. */
export function trusted<T>(): z.ZodType<T> {
  return z.custom<T>(() => true);
}
