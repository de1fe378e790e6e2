import { organizationKeyTables } from '../../../storage/policy.ts';

/**
 * Data keys with ids, several an organisation. `data_keys` stays for the release before this one, whose texts and key are
 * taken over one by one; for the moment of the copy the wall is open to the owner of the tables, who is nobody's caller.
 */
export const up = `
  ${organizationKeyTables('platforms')}
  ALTER TABLE data_keys NO FORCE ROW LEVEL SECURITY;
  INSERT INTO key_owners SELECT organization_id, split_part(wrapped, '.', 2) FROM data_keys;
  ALTER TABLE data_keys FORCE ROW LEVEL SECURITY;`;

export const down = `
  DROP TABLE key_owners, organization_keys;`;
