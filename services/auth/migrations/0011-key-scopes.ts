/** What a key may do. Keys from before have no scopes: they keep all that a key of their role may do. */
export const up = `
  ALTER TABLE api_keys
    ADD COLUMN kind text NOT NULL DEFAULT 'integration' CHECK (kind IN ('integration', 'agent')),
    ADD COLUMN scopes text[];`;

export const down = `
  ALTER TABLE api_keys DROP COLUMN scopes, DROP COLUMN kind;`;
