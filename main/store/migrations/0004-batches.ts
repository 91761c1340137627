/** Decisions made in one go share a `batchId` in their payload; taking them back finds them by it. Rows without one are not in the index. */
export const batches = `
CREATE INDEX decision_batch ON decision(json_extract(payload, '$.batchId'), clock) WHERE json_extract(payload, '$.batchId') IS NOT NULL;
`;
