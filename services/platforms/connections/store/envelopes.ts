import { SealBroken, Sealing, sealingKey } from '../../../../lib/sealing.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { OrganizationKeys, type EarlierSeals } from '../../../../storage/envelopes/organization-keys.ts';
import type { Place } from '../../../../storage/envelopes/place.ts';
import { Wrapping } from '../../../../storage/envelopes/wrapping.ts';
import { statement, text } from '../../../../storage/statement.ts';
import type { PlatformsSettings } from '../../settings.ts';

/** What this service seals. */
export const SEALED = {
  verifier: { table: 'connect_states', column: 'sealed_verifier' },
  tokens: { table: 'platform_grants', column: 'sealed_tokens' },
  askedToken: { table: 'connect_states', column: 'sealed_developer_token' },
  developerToken: { table: 'platform_grants', column: 'sealed_developer_token' },
} as const;

const REFUSAL =
  'PLATFORM_TOKENS_KEY is not the one that the keys in platforms_db are wrapped under; an earlier value belongs behind the new one, after a comma.';

/** The data keys of this service, wrapped under PLATFORM_TOKENS_KEY. @throws Error when it is missing */
export function platformKeys(
  database: Database,
  { PLATFORM_TOKENS_KEY: secrets }: Pick<PlatformsSettings, 'PLATFORM_TOKENS_KEY'>,
): OrganizationKeys {
  if (!secrets)
    throw new Error('PLATFORM_TOKENS_KEY is needed: the tokens of ad accounts are kept under it.');
  const wrapping = new Wrapping(secrets, 'sip platform tokens v1');
  const columns = Object.values(SEALED);
  return new OrganizationKeys(database, {
    columns,
    wrapping,
    earlier: firstSeals(wrapping),
    refusal: REFUSAL,
  });
}

const READ_KEY = statement('SELECT wrapped FROM data_keys WHERE organization_id = $1', { wrapped: text });
const FORGET_KEY = 'DELETE FROM data_keys WHERE organization_id = $1';

/** The release before this one had one key an organisation, in `data_keys`, and did not name the column of a place. */
function firstSeals(wrapping: Wrapping): EarlierSeals {
  return {
    async open({ query }: Tx, { organizationId, table, id }: Place, sealed) {
      const [row] = await query(READ_KEY, [organizationId]);
      if (!row) throw new SealBroken();
      const key = sealingKey(wrapping.open(row.wrapped, `${organizationId}|data_keys|${organizationId}`));
      return new Sealing(key).open(sealed, `${organizationId}|${table}|${id}`);
    },
    forget: ({ execute }, organizationId) => execute(FORGET_KEY, [organizationId]),
  };
}
