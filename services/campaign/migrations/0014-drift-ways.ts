/**
 * What people may do about the differences with which an operation ended, by platform: `{"google-ads": ["accept", "putBack"]}`. Null where it
 * ended with none, or an earlier release ended it.
 */
export const up = `ALTER TABLE operations ADD COLUMN drift_ways jsonb;`;

export const down = `ALTER TABLE operations DROP COLUMN drift_ways;`;
