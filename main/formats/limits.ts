/**
 * How much a reader takes of what a shard says it has. Shards are hostile until proven otherwise: what exceeds a limit is a problem with its place, and the
 * rest is read.
 */

/** Longest record: a line, or an element of a JSON file. The longest that anybody writes have some tens of kilobytes. */
export const maxRecordBytes = 4 * 1024 * 1024;

/** Largest file that is read in one piece (annotations, metadata, a house). */
export const maxWholeFileBytes = 512 * 1024 * 1024;

/** Deepest nesting of JSON. Deeper values overflow the stack of whoever walks through them. */
export const maxJsonDepth = 64;
