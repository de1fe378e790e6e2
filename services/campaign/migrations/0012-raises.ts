/**
 * Whether an operation may raise what is spent, so that the approval of its version has to hold while it goes on. Of what an earlier
 * release started that is not known: it counts as raising.
 */
export const up = `ALTER TABLE operations ADD COLUMN raises boolean NOT NULL DEFAULT true;`;

export const down = `ALTER TABLE operations DROP COLUMN raises;`;
