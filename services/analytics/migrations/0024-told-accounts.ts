/** imports.account: the platform's id of the ad account that a file tells, so that a file without rows can say that nothing was measured. */
export const up = `ALTER TABLE imports ADD COLUMN account text;`;

export const down = `ALTER TABLE imports DROP COLUMN account;`;
