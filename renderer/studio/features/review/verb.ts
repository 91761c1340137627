import type { NewDecision } from '../../../../shared/model/decision.ts';

/** A decision without what is the same for all: hash and evidence are added when it is sent. */
export type Verb = NewDecision extends infer D ? (D extends NewDecision ? Omit<D, 'expectedHash' | 'evidence'> : never) : never;
