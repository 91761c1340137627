/** Whose pace is told apart, and what counts as a small margin. */
export interface StatisticsRequest {
  /** Their own figures come first. */
  readonly reviewer: string;
  /** Everybody else one by one, not only together. */
  readonly areOthersNamed: boolean;
  /** Margin scores below this are close calls. */
  readonly closeCallScore: number;
}
