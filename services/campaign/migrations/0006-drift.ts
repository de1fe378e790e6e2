/**
 * `overwrite`: ids of differences on the platforms that a person decided to have put back. What an older release writes during a
 * rolling deployment has none.
 */
export const up = `ALTER TABLE operations ADD COLUMN overwrite json NOT NULL DEFAULT '[]';`;

export const down = `ALTER TABLE operations DROP COLUMN overwrite;`;
