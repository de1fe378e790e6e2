import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabases } from '../support/databases.ts';
import { natsBinary, startCluster, type Cluster } from '../support/cluster.ts';
import { Http } from '../support/http.ts';
import { PASSWORD, register } from '../support/journey.ts';
import { startStallingProxy, type StallingProxy } from '../support/stalling-proxy.ts';
import { startLockedBus } from '../support/test-bus.ts';

const binary = await natsBinary();
/** A database that stands still is noticed by the time-out of statements and by the pool's. */
const SETTLED_MS = 4_000;
const NOBODY = { email: 'nobody@example.test', password: 'not the right password' };

/** Requirement 75: with what it needs standing still, the product lets nobody in, and says that it cannot tell. */
describe.runIf(binary)('while something that the product needs is frozen', () => {
  let cluster: Cluster;
  let [database, bus]: StallingProxy[] = [];
  beforeAll(async () => {
    const behind = async (url: string): Promise<[StallingProxy, string]> => {
      const port = /:(\d+)(?=\/|$)/.exec(url)?.[1] ?? '';
      const proxy = await startStallingProxy(Number(port));
      return [proxy, url.replace(`:${port}`, `:${proxy.port}`)];
    };
    const startBus = async () => {
      const locked = await startLockedBus(binary ?? '', []);
      const [proxy, url] = await behind(locked.url);
      bus = proxy;
      return { ...locked, url };
    };
    const openDatabases = async () => {
      const own = await cloneDatabases(['auth', 'campaign', 'ai', 'analytics', 'platforms']);
      const [proxy, url] = await behind(own.url);
      database = proxy;
      return { ...own, url };
    };
    cluster = await startCluster(binary ?? '', [], {}, startBus, openDatabases);
  }, 90_000);
  afterAll(async () => {
    await cluster.stop();
    await Promise.all([database?.close(), bus?.close()]);
  });

  const auth = () => cluster.nodes.find(({ id }) => id === 'auth')?.child;
  it.each([
    ['the databases', () => database?.freeze(), () => database?.thaw()],
    ['the bus', () => bus?.freeze(), () => bus?.thaw()],
    ['the auth service', () => auth()?.kill('SIGSTOP'), () => auth()?.kill('SIGCONT')],
  ])(
    '%s, nobody is let in or answered, and all is well again after it',
    { timeout: 120_000 },
    async (...[, freeze, thaw]) => {
      const http = new Http(cluster.url);
      const ada = await register(http, 'Ada');
      const signIn = async (password: string) =>
        (await http.ask('POST', '/api/auth/login', { body: { email: ada.email, password } })).status;
      const read = async () => (await ada.http.ask('GET', '/api/campaigns')).status;
      expect([await signIn(PASSWORD), await read()]).toEqual([200, 200]);
      freeze();
      try {
        await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
        const made = ada.http.ask('POST', '/api/auth/register', {
          body: { ...NOBODY, password: PASSWORD, name: 'Eve', organizationName: 'Eve' },
        });
        const statuses = [
          signIn(PASSWORD),
          signIn(NOBODY.password),
          read(),
          made.then(({ status }) => status),
        ];
        expect(await Promise.all(statuses)).toEqual(Array(4).fill(503));
      } finally {
        thaw();
      }
      await expect.poll(() => signIn(PASSWORD), { timeout: 30_000, interval: 500 }).toBe(200);
      await expect.poll(read, { timeout: 15_000, interval: 500 }).toBe(200);
    },
  );
});
