/** Figures that were deleted by their scope stand among the imports, so that they are listed and given back like these. */
export const up = `
  ALTER TABLE imports
    ADD COLUMN kind text NOT NULL DEFAULT 'file' CHECK (kind IN ('file', 'deletion')),
    ADD COLUMN campaigns uuid[];`;

export const down = `
  ALTER TABLE imports NO FORCE ROW LEVEL SECURITY;
  DELETE FROM imports WHERE kind = 'deletion';
  ALTER TABLE imports FORCE ROW LEVEL SECURITY;
  ALTER TABLE imports DROP COLUMN campaigns, DROP COLUMN kind;`;
