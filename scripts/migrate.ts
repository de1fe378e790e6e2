import { StartupError } from '@sip/local-servers/startup-error';
import { environment, type Environment } from '../lib/environment.ts';
import { parseSettings } from '../lib/settings.ts';
import { databasePassword, databaseSettings, repeatedPasswords } from '../storage/settings.ts';
import { migrators } from './migration-targets.ts';
import { startDatabase } from './start/database.ts';
import { withEmbeddedSecrets } from './start/embedded-secrets.ts';
import { explain } from './start/explain.ts';
import { startSettings } from './start/settings.ts';

/** The settings of migrations. @throws SettingsError with every fault */
const read = (variables: Environment) =>
  parseSettings(variables, { database: databaseSettings, start: startSettings });

/** npm run migrate:up|down|status [service]: against DATABASE_ADMIN_URL, or the embedded server when none is set. */
async function main(): Promise<void> {
  const [command = 'status', service] = process.argv.slice(2);
  const variables = environment();
  const { database, start } = read(await withEmbeddedSecrets(variables, read(variables).start.DATA_DIR));
  const [repeated] = repeatedPasswords(database);
  if (repeated !== undefined) throw new StartupError(repeated);
  const configured = database.DATABASE_URL ?? database.DB_HOST ?? start.DATABASE_ADMIN_URL;
  const embedded = configured ? null : await startDatabase({ ...database, ...start });
  const adminUrl = embedded?.adminUrl ?? start.DATABASE_ADMIN_URL;
  if (!adminUrl)
    throw new StartupError('DATABASE_ADMIN_URL is needed: a role that may create databases and roles.');
  try {
    const appPassword = (name: string) => databasePassword(database, name) ?? '';
    const selected = migrators({ adminUrl, appPassword }).filter((m) => !service || m.service === service);
    if (selected.length === 0)
      throw new StartupError(`There is no service ${service ?? ''} with a database.`);
    for (const migrator of selected)
      console.log(`${migrator.service.padEnd(10)} ${await run(migrator, command)}`);
  } finally {
    await embedded?.stop();
  }
}

async function run(migrator: ReturnType<typeof migrators>[number], command: string): Promise<string> {
  if (command === 'up') return summary('applied', await migrator.up());
  if (command === 'down') return summary('undone', await migrator.down());
  if (command !== 'status') throw new StartupError(`There is no command ${command}: use up, down or status.`);
  const { executed, pending } = await migrator.status();
  return `${executed.length} applied, ${pending.length === 0 ? 'none pending' : `pending: ${pending.join(', ')}`}`;
}

const summary = (what: string, names: string[]) =>
  names.length === 0 ? 'nothing to do' : `${what}: ${names.join(', ')}`;

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  },
);
