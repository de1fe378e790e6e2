import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Environment } from '../../lib/environment.ts';
import { generateServiceKeys } from '../../mixins/identity/service-keys.ts';
import { folderError } from '@sip/local-servers/startup-error';

type Secrets = Record<string, string>;

/** Secrets that production must be given and a first start on a laptop makes for itself. */
function makeSecrets(): Secrets {
  const keys = generateServiceKeys();
  return {
    JWT_SECRET: randomBytes(32).toString('base64url'),
    PLATFORM_TOKENS_KEY: randomBytes(32).toString('base64url'),
    DB_PASSWORD: randomBytes(18).toString('base64url'),
    SERVICE_KEYS: keys.all,
    SERVICE_PUBLIC_KEYS: keys.public,
  };
}

/**
 * The environment with the secrets that it lacks, from a file in the data folder that the first start writes (readable by
 * its owner only), so that tokens and encrypted columns survive a restart. In production nothing is added: there the
 * secrets must be given. @throws StartupError when the folder cannot be written
 */
export async function withEmbeddedSecrets(environment: Environment, dataDir: string): Promise<Environment> {
  if (environment['NODE_ENV'] === 'production') return environment;
  const folder = resolve(dataDir);
  const file = join(folder, 'settings.json');
  try {
    await makeFolder(folder);
    const kept = await readKept(file);
    const secrets = { ...makeSecrets(), ...kept };
    if (Object.keys(secrets).some((name) => !(name in kept))) {
      await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
      await rename(`${file}.new`, file);
    }
    return { ...secrets, ...given(environment) };
  } catch (error) {
    throw folderError(error, folder);
  }
}

/** What an environment holds: an unset variable is not there. */
const given = (environment: Environment): Secrets =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** Makes a folder and its parents, one by one: `recursive` never returns on some read-only trees (/proc). */
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
    (found) => found.isDirectory(),
    () => false,
  );
}

async function readKept(file: string): Promise<Secrets> {
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
