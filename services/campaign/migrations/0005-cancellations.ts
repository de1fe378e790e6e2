/** Who asked for the end of an operation that runs: its job ends it as soon as nothing of it is under way on the platforms. */
export const up = `ALTER TABLE operations ADD COLUMN cancel_requested_by uuid;`;

export const down = `ALTER TABLE operations DROP COLUMN cancel_requested_by;`;
