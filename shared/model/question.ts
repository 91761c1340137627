/** One choice of a multiple-choice question. */
export interface Option {
  /** "A", "B", … */
  readonly letter: string;
  /** The choice without its letter. */
  readonly text: string;
}

/** What names the objects of a question: role name to category name ("bed"); for orders, the roles are object_1, object_2, … in answer order. */
export type Roles = Readonly<Record<string, string>>;

/** A question as stored in a shard, in the terms every format shares. */
export interface Question {
  /** Task name of its format, e.g. "vsi_obj_abs_distance". */
  readonly task: string;
  /** The question without options. */
  readonly text: string;
  /** The stored answer exactly as text ("2.0", "left", "bed, desk"). */
  readonly answer: string;
  /** Empty for an open question. */
  readonly options: readonly Option[];
  /** Letter of the right option; null for an open question. */
  readonly letter: string | null;
  /** Null where neither the record nor the wording names them: the question is shown as free text. */
  readonly roles: Roles | null;
}
