/** Whether somebody wants an operation tried at once, until platforms were told with its step in their hands. */
export const up = `ALTER TABLE operations ADD COLUMN hurry boolean NOT NULL DEFAULT false;`;

export const down = `ALTER TABLE operations DROP COLUMN hurry;`;
