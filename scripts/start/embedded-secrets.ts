import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Environment } from '../../lib/environment.ts';
import { generateServiceKeys } from '../../mixins/identity/service-keys.ts';
import { PASSWORD_NAMES } from '../../storage/settings.ts';
import { folderError } from '@sip/local-servers/startup-error';

type Secrets = Record<string, string>;

/** Generates the secrets that must be configured in production. */
function makeSecrets(): Secrets {
  const keys = generateServiceKeys();
  return {
    JWT_SECRET: randomBytes(32).toString('base64url'),
    PLATFORM_TOKENS_KEY: randomBytes(32).toString('base64url'),
    ALERT_WEBHOOKS_KEY: randomBytes(32).toString('base64url'),
    ...Object.fromEntries(PASSWORD_NAMES.map((name) => [name, randomBytes(18).toString('base64url')])),
    SERVICE_KEYS: keys.all,
    SERVICE_PUBLIC_KEYS: keys.public,
  };
}

/**
 * Adds missing secrets to the environment. The first start writes them to a file in the data folder (readable by its
 * owner only), so that tokens and encrypted columns stay valid after a restart. In production nothing is added, because
 * the secrets must be configured there. @throws StartupError when the folder cannot be written
 */
export async function withEmbeddedSecrets(environment: Environment, dataDir: string): Promise<Environment> {
  if (environment['NODE_ENV'] === 'production') return environment;
  const folder = resolve(dataDir);
  const file = join(folder, 'settings.json');
  try {
    await makeFolder(folder);
    const stored = await readStored(file);
    const secrets = { ...makeSecrets(), ...stored };
    if (Object.keys(secrets).some((name) => !(name in stored))) {
      await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
      await rename(`${file}.new`, file);
    }
    return { ...withoutReplaced(secrets, environment), ...definedVariables(environment) };
  } catch (error) {
    throw folderError(error, folder);
  }
}

/** One password that is configured for all databases counts instead of the generated ones; a stored one is of an earlier release. */
function withoutReplaced({ DB_PASSWORD: _stored, ...secrets }: Secrets, environment: Environment): Secrets {
  if (!environment['DB_PASSWORD']) return secrets;
  return Object.fromEntries(
    Object.entries(secrets).filter(([name]) => !PASSWORD_NAMES.some((password) => password === name)),
  );
}

/** The variables of an environment without undefined ones. */
const definedVariables = (environment: Environment): Secrets =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/**
 * Creates a folder and its parents one by one, because mkdir's `recursive` never returns below some read-only folders
 * (/proc).
 */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  await mkdir(folder).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function readStored(file: string): Promise<Secrets> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Secrets;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return {};
    if (error instanceof SyntaxError) {
      throw new Error(`${file} is damaged: restore it, or delete the data folder to start empty`, {
        cause: error,
      });
    }
    throw error;
  }
}
