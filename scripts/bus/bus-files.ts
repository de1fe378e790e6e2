import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completeBusSecrets, settingsOf, type BusSecrets, type Wishes } from './bus-secrets.ts';
import { natsConfig, SERVER_FILES } from './nats-config.ts';

/** Where docker-compose.yml finds the files of the bus; git-ignored. */
export const BUS_FOLDER = join(import.meta.dirname, '../../deploy/bus');
const STATE = 'secrets.json';

/**
 * Makes or completes the secrets of the bus in a folder and writes the files that are made from them: nats-server.conf with
 * its certificate and key, and `<process>.env` for each process. Only the owner may enter the folder; the server's
 * files are readable inside, because a container that they are mounted into runs as somebody else.
 */
export async function writeBusFiles(folder: string, wishes: Wishes, now: Date): Promise<BusSecrets> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const secrets = await completeBusSecrets(await readState(folder), wishes, now);
  const write = async (name: string, text: string, mode: number) => {
    await writeFile(join(folder, `${name}.new`), text, { mode });
    await rename(join(folder, `${name}.new`), join(folder, name));
  };
  await write(STATE, `${JSON.stringify(secrets, null, 2)}\n`, 0o600);
  for (const [process, settings] of Object.entries(settingsOf(secrets))) {
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    await write(envFileOf(process), lines.join(''), 0o600);
  }
  await write(SERVER_FILES.certificate, secrets.server.certificate, 0o644);
  await write(SERVER_FILES.key, secrets.server.key, 0o644);
  await write(SERVER_FILES.config, natsConfig(secrets.seeds), 0o644);
  return secrets;
}

/** The file with the settings of a process. */
export const envFileOf = (process: string): string => `${process.replaceAll(',', '-')}.env`;

async function readState(folder: string): Promise<BusSecrets | undefined> {
  const text = await readFile(join(folder, STATE), 'utf8').catch((error: unknown) => {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as BusSecrets;
  } catch (error) {
    throw new Error(`${join(folder, STATE)} is damaged: restore it, or move the folder away to start anew.`, {
      cause: error,
    });
  }
}
