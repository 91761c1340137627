/** Largest file that a reader takes in one piece (annotations, metadata, a house); a larger one is a problem, whatever it says that it holds. */
export const maxWholeFileBytes = 512 * 1024 * 1024;
