/**
 * When a step last sent what lets something serve, or what changes values: also an answered write may be delivered once more
 * within the window in which a platform's writes may land late. Null for steps of an earlier release and those that sent none.
 */
export const up = `
  ALTER TABLE ops ADD COLUMN activated_at timestamptz;
  ALTER TABLE ops ADD COLUMN changed_at timestamptz;`;

export const down = `
  ALTER TABLE ops DROP COLUMN changed_at;
  ALTER TABLE ops DROP COLUMN activated_at;`;
