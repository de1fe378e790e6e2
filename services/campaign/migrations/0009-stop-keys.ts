/** The API key that asked for a stop, for the person who made it; null for a person, and for stops of an earlier release. */
export const up = `ALTER TABLE stops ADD COLUMN api_key_id uuid;`;

export const down = `ALTER TABLE stops DROP COLUMN api_key_id;`;
