import { randomUUID } from 'node:crypto';
import { Database } from '../../../storage/database.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { databaseUrl } from '../../../storage/settings.ts';
import { statement, text } from '../../../storage/statement.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { asAdministrator, cloneDatabases } from '../../../tests/support/databases.ts';
import { platformKeys, SEALED } from '../connections/store/envelopes.ts';
import { tokenStore } from '../connections/store/token-store.ts';
import { platformsSettings } from '../settings.ts';

export const KEK = 'a-key-for-this-test-run-only-0123456789ab';

const INSERT = `
  INSERT INTO platform_grants (organization_id, id, platform, sealed_tokens, expires_at, granted_by)
  VALUES ($1, $2, 'google-ads', $3, now() + interval '1 hour', $2)`;
const SEALED_TEXT = statement(
  'SELECT sealed_tokens AS sealed FROM platform_grants WHERE organization_id = $1 AND id = $2',
  { sealed: text },
);

/** Grants with sealed tokens in a database of their own, without the service around them. */
export async function sealedGrants() {
  const databases = await cloneDatabases(['platforms']);
  const variables = {
    NODE_ENV: 'test',
    DATABASE_URL: databases.url,
    DB_PASSWORD: databases.password,
    PLATFORM_TOKENS_KEY: KEK,
  };
  const { own } = parseSettings(variables, { own: platformsSettings });
  const database = new Database({ url: databaseUrl(own, 'platforms'), applicationName: 'test' });
  const keysUnder = (...secrets: [string, ...string[]]) =>
    platformKeys(database, { PLATFORM_TOKENS_KEY: secrets });
  const keys = keysUnder(KEK);
  return {
    variables,
    database,
    keys,
    keysUnder,
    tokens: tokenStore(database, keys),
    sql: <Row extends object>(query: string, values?: unknown[]) =>
      asAdministrator<Row>(databases.adminUrl('platforms'), query, values),
    /** A grant of an organisation; its tokens name it. */
    async add(organizationId: string, id = randomUUID()): Promise<string> {
      const plain = JSON.stringify({ accessToken: `access ${id}`, refreshToken: `refresh ${id}` });
      await inOrganization(organizationId, () =>
        database.transaction(async (tx) => {
          const sealed = await keys.seal(tx, { organizationId, ...SEALED.tokens, id }, plain);
          await tx.execute(INSERT, [organizationId, id, sealed]);
        }),
      );
      return id;
    },
    sealedText: (organizationId: string, id: string): Promise<string> =>
      inOrganization(organizationId, async () => {
        const [row] = await database.query(SEALED_TEXT, [organizationId, id]);
        return row?.sealed ?? '';
      }),
    async stop() {
      await database.close();
      await databases.drop();
    },
  };
}
export type SealedGrants = Awaited<ReturnType<typeof sealedGrants>>;
