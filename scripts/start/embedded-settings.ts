import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../lib/config.ts';
import { generateServiceKeys } from '../../mixins/identity/service-keys.ts';
import { folderError } from '@sip/local-servers/startup-error';

type Settings = Record<string, string>;

/** Secrets that production must be given and a first start on a laptop makes for itself. */
function makeSecrets(): Settings {
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
 * Fills in what is not set, from a file in the data folder that the first start writes (readable by its owner only), so
 * that tokens and encrypted columns survive a restart. Never used in production, where loadConfig demands the secrets.
 * @throws StartupError when the folder cannot be written
 */
export async function ensureSettings(config: Config, extra: Settings): Promise<void> {
  if (config.production) return;
  const folder = resolve(config.DATA_DIR);
  const file = join(folder, 'settings.json');
  try {
    await makeFolder(folder);
    const kept = await readKept(file);
    const settings = { ...makeSecrets(), ...kept };
    if (Object.keys(settings).some((name) => !(name in kept))) {
      await writeFile(`${file}.new`, JSON.stringify(settings, null, 2), { mode: 0o600 });
      await rename(`${file}.new`, file);
    }
    for (const [name, value] of Object.entries({ ...extra, ...settings })) process.env[name] ??= value;
  } catch (error) {
    throw folderError(error, folder);
  }
}

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

async function readKept(file: string): Promise<Settings> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Settings;
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
