import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@sip/local-servers/free-port';
import { startNats } from '@sip/local-servers/nats';
import { generateServiceKeys, joinServiceKeys, type KeyHolder } from '../../mixins/identity/service-keys.ts';
import { completeBusSecrets, holdersIn, settingsOf } from '../../scripts/bus/bus-secrets.ts';
import { natsConfig, SERVER_FILES } from '../../scripts/bus/nats-config.ts';

/** A NATS server for tests, and what its clients prove themselves with. */
export type TestBus = {
  url: string;
  perService: Record<string, string>;
  publicKeys: string;
  /** The secret settings of a process that runs these services, or of the operator. */
  settingsFor(holders: readonly KeyHolder[]): Record<string, string>;
  /** What the server has written down; nothing on an open bus. */
  log(): Promise<string>;
  stop(): Promise<void>;
};

/** A bus as in development: no TLS, and whoever reaches it is in. */
export async function startOpenBus(binary: string): Promise<TestBus> {
  const nats = await startNats(binary);
  const { perService, public: publicKeys } = generateServiceKeys();
  return {
    url: nats.url,
    perService,
    publicKeys,
    settingsFor: (holders) => ({
      SERVICE_KEYS: joinServiceKeys(perService, holders),
      SERVICE_PUBLIC_KEYS: publicKeys,
    }),
    log: async () => '',
    stop: () => nats.stop(),
  };
}

/**
 * A bus as in production: the configuration, certificates and credentials that `npm run bus:secrets` makes.
 * @param sets processes that run several services (`gateway,campaign`)
 * @param damage changes the configuration, to see that a test notices
 */
export async function startLockedBus(
  binary: string,
  sets: readonly string[] = [],
  damage = (config: string) => config,
): Promise<TestBus> {
  const secrets = await completeBusSecrets(undefined, { hosts: ['127.0.0.1'], sets }, new Date());
  const folder = await mkdtemp(join(tmpdir(), 'sip-bus-'));
  const path = (name: string) => join(folder, name);
  await writeFile(path(SERVER_FILES.certificate), secrets.server.certificate);
  await writeFile(path(SERVER_FILES.key), secrets.server.key);
  await writeFile(path(SERVER_FILES.config), damage(natsConfig(secrets.seeds, folder)));
  const configuration = { file: path(SERVER_FILES.config), log: path('log'), monitor: await freePort() };
  const nats = await startNats(binary, { configuration });
  const settings = settingsOf(secrets);
  return {
    url: nats.url,
    perService: secrets.serviceKeys.perService,
    publicKeys: secrets.serviceKeys.public,
    settingsFor: (holders) => {
      const own = Object.entries(settings).find(
        ([process]) => holdersIn(process).toSorted().join() === holders.toSorted().join(),
      );
      if (!own) throw new Error(`no credential for a process of ${holders.join(',')}`);
      return own[1];
    },
    log: () => readFile(path('log'), 'utf8'),
    stop: async () => {
      await nats.stop();
      await rm(folder, { recursive: true });
    },
  };
}
