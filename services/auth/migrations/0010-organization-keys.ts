import { organizationKeyTables } from '../../../storage/policy.ts';

/** Data keys of organisations; mails of the release before are sealed under JWT_SECRET itself and open as they are. */
export const up = organizationKeyTables('auth');

export const down = `
  DROP TABLE key_owners, organization_keys;`;
