/**
 * Ids (`kind id`) of the objects under a publication's campaign that were not this product's before a step sent its first call, and the
 * step that looked: what stood there before cannot be what a lost answer has made (ledger/domain/ownership.ts). Null where an earlier release sent it.
 *
 * Of a difference that people decided about: whether they left it alone, or took the object that somebody added for ours.
 */
export const up = `
  ALTER TABLE publications ADD COLUMN seen_before text[];
  ALTER TABLE publications ADD COLUMN seen_before_op uuid;
  ALTER TABLE ignored_differences ADD COLUMN accepted boolean NOT NULL DEFAULT false;`;

export const down = `
  DELETE FROM ignored_differences WHERE accepted;
  ALTER TABLE ignored_differences DROP COLUMN accepted;
  ALTER TABLE publications DROP COLUMN seen_before_op;
  ALTER TABLE publications DROP COLUMN seen_before;`;
