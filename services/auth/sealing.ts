import { deriveKey, Sealing } from '../../lib/sealing.ts';
import type { Database } from '../../storage/database.ts';
import { OrganizationKeys } from '../../storage/envelopes/organization-keys.ts';
import { Wrapping } from '../../storage/envelopes/wrapping.ts';

/** JWT_SECRET: the value that seals now and, while it is being replaced, earlier ones behind it. */
export type AuthSecrets = readonly [string, ...string[]];

/** What this service seals under the data keys of organisations. */
export const SEALED = { mail: { table: 'mails', column: 'sealed_text' } } as const;

/** What the secrets of people's apps are sealed for, under JWT_SECRET itself. */
export const FACTORS = 'auth factors';

const REFUSAL =
  'JWT_SECRET is not the one that the keys in auth_db are wrapped under; an earlier value belongs behind the new one, after a comma.';

/**
 * Seals what belongs to no organisation under JWT_SECRET itself. The first release put no id of a key into its texts.
 * @param purpose keeps what is sealed for different purposes apart
 */
export function secretSealing([newest, ...earlier]: AuthSecrets, purpose: string): Sealing {
  const older = earlier.map((secret) => deriveKey(secret, purpose));
  return new Sealing(deriveKey(newest, purpose), { older, unnamed: true });
}

/** The data keys of organisations, wrapped under JWT_SECRET. The release before sealed mails under JWT_SECRET itself. */
export function authKeys(database: Database, secrets: AuthSecrets): OrganizationKeys {
  const first = secretSealing(secrets, 'auth mails');
  return new OrganizationKeys(database, {
    columns: Object.values(SEALED),
    wrapping: new Wrapping(secrets, 'auth organisation keys'),
    earlier: { open: async (_tx, { id }, sealed) => first.open(sealed, id) },
    refusal: REFUSAL,
  });
}
