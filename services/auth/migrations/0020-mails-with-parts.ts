/**
 * A mail with HTML and a file beside its text: \`sealed_text\` is then a document, of the shape of this number; without a
 * number it is the text itself, as of every release before.
 */
export const up = `ALTER TABLE mails ADD COLUMN parts_shape smallint;`;

export const down = `
  DELETE FROM mails WHERE parts_shape IS NOT NULL;
  ALTER TABLE mails DROP COLUMN parts_shape;`;
