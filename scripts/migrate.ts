import { loadConfig } from '../lib/config.ts';
import { StartupError } from '@sip/local-servers/startup-error';
import { migrators } from './migration-targets.ts';
import { explain } from './start/explain.ts';
import { ensureSettings } from './start/embedded-settings.ts';
import { startDatabase } from './start/database.ts';

/** npm run migrate:up|down|status [service]: against DATABASE_ADMIN_URL, or the embedded server when none is set. */
async function main(): Promise<void> {
  const [command = 'status', only] = process.argv.slice(2);
  await ensureSettings(loadConfig(), {});
  const config = loadConfig();
  const embedded =
    config.DATABASE_URL || config.DB_HOST || config.DATABASE_ADMIN_URL ? null : await startDatabase(config);
  const adminUrl = embedded?.env['DATABASE_ADMIN_URL'] ?? config.DATABASE_ADMIN_URL;
  if (!adminUrl)
    throw new StartupError('DATABASE_ADMIN_URL is needed: a role that may create databases and roles.');
  try {
    const chosen = migrators({ adminUrl, appPassword: config.DB_PASSWORD ?? '' }).filter(
      (m) => !only || m.service === only,
    );
    if (chosen.length === 0) throw new StartupError(`There is no service ${only ?? ''} with a database.`);
    for (const migrator of chosen)
      console.log(`${migrator.service.padEnd(10)} ${await run(migrator, command)}`);
  } finally {
    await embedded?.stop();
  }
}

async function run(migrator: ReturnType<typeof migrators>[number], command: string): Promise<string> {
  if (command === 'up') return listed('applied', await migrator.up());
  if (command === 'down') return listed('undone', await migrator.down());
  if (command !== 'status') throw new StartupError(`There is no command ${command}: use up, down or status.`);
  const { executed, pending } = await migrator.status();
  return `${executed.length} applied, ${pending.length === 0 ? 'none pending' : `pending: ${pending.join(', ')}`}`;
}

const listed = (what: string, names: string[]) =>
  names.length === 0 ? 'nothing to do' : `${what}: ${names.join(', ')}`;

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  },
);
