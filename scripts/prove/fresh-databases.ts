import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@sip/embedded-postgres/postgres';
import { migrators } from '../migration-targets.ts';

/** A PostgreSQL for one run of a proof, with the databases of today. `durable`: safe against power loss, as in production. */
export async function startDatabases({ durable = false } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'sip-prove-'));
  const server = await startPostgres({ dataDir, durable });
  const password = randomBytes(12).toString('hex');
  for (const migrator of migrators({ adminUrl: server.url, appPassword: password })) await migrator.up();
  const url = new URL(server.url);
  url.pathname = '/auth_db';
  const adminUrl = url.toString();
  url.username = '';
  url.password = '';
  return {
    /** For nodes. */
    url: url.toString().replace(/auth_db$/, '{service}_db'),
    password,
    /** Of auth's database, for an administrator. */
    adminUrl,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
