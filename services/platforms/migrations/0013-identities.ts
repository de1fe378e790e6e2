/** Exports of the platforms name objects by their ids: analytics asks which of them were made here. */
export const up = `
  CREATE INDEX objects_external_id ON objects (organization_id, external_id) WHERE external_id IS NOT NULL;`;

export const down = `DROP INDEX objects_external_id;`;
