import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ServiceBroker } from 'moleculer';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../client/testing/until.ts';
import { parseSettings } from '../lib/settings.ts';
import { openRedis } from '../mixins/door/redis.ts';
import { makeAuthority, issueCertificate, type Certificate } from '../scripts/bus/certificates.ts';
import { Database } from '../storage/database.ts';
import { Jobs } from '../storage/jobs.ts';
import { asSystem } from '../storage/scope.ts';
import { databaseSettings, databaseUrl } from '../storage/settings.ts';
import { nodeForTest } from './support/node.ts';
import { startTlsServer, type Protocol } from './support/tls-server.ts';

type Stop = () => unknown;
const NOW = new Date();
const LONG_AGO = new Date(NOW.getTime() - 400 * 86_400_000);
const NAMES = ['127.0.0.1', 'database.internal'];
let authority: Certificate;
let former: Certificate;
let stranger: Certificate;
const trusted = getCACertificates('default');

beforeAll(async () => {
  [former, authority, stranger] = (await Promise.all([1, 2, 3].map(() => makeAuthority(NOW)))) as [
    Certificate,
    Certificate,
    Certificate,
  ];
  setDefaultCACertificates([...trusted, authority.certificate]); // as NODE_EXTRA_CA_CERTS does
});
afterAll(() => setDefaultCACertificates(trusted));

const url = (port: number) => {
  const variables = { DB_HOST: 'localhost', DB_PORT: String(port), DB_PASSWORD: 'secret', DB_SSL: 'true' };
  return databaseUrl(parseSettings(variables, { own: databaseSettings }).own, 'ai');
};
const databaseAt = (port: number) => new Database({ url: url(port), applicationName: 'test' });

/** Each way in which a node of the product reaches a server: begins, and returns how to end. */
const LINKS: { link: string; protocol: Protocol; host: string; begin: (port: number) => Stop }[] = [
  {
    link: 'NATS, by its transporter',
    protocol: 'NATS',
    host: '127.0.0.1',
    begin: (port) => {
      const NATS_CA = Buffer.from(former.certificate + authority.certificate).toString('base64');
      const broker = new ServiceBroker(nodeForTest({ NATS_URL: `tls://127.0.0.1:${port}`, NATS_CA }).options);
      void broker.start();
      return () => broker.stop();
    },
  },
  {
    link: 'PostgreSQL, by its pool',
    protocol: 'PostgreSQL',
    host: 'localhost',
    begin: (port) => {
      const database = databaseAt(port);
      void database.ping().catch(() => undefined);
      return () => database.close();
    },
  },
  {
    link: 'PostgreSQL, by its models',
    protocol: 'PostgreSQL',
    host: 'localhost',
    begin: (port) => {
      const database = databaseAt(port);
      void asSystem(() => database.sequelize.authenticate()).catch(() => undefined);
      return () => database.close();
    },
  },
  {
    link: 'PostgreSQL, by its jobs',
    protocol: 'PostgreSQL',
    host: 'localhost',
    begin: (port) => {
      const jobs = new Jobs({ url: url(port), applicationName: 'test' });
      void jobs.start().catch(() => undefined);
      return () => jobs.stop();
    },
  },
  {
    link: 'Redis',
    protocol: 'Redis',
    host: 'localhost',
    begin: (port) => {
      const redis = openRedis(`rediss://localhost:${port}`);
      return () => redis.disconnect();
    },
  },
];

describe.each(LINKS)('$link over TLS', ({ protocol, host, begin }) => {
  const other = host === 'localhost' ? '127.0.0.1' : 'localhost';
  const meet = async (certificate?: Certificate) => {
    const server = await startTlsServer(protocol, certificate);
    const stop = begin(server.port);
    onTestFinished(async () => {
      server.close();
      await stop();
    });
    return server;
  };

  it('speaks to a server whose certificate an authority that it knows has signed for its name', async () => {
    const server = await meet(await issueCertificate(authority, [host, ...NAMES.slice(1)], NOW));
    await until(server.said, (said) => said !== '', 5);
  });

  it.each([
    ['has no TLS', () => undefined],
    ['is certified by an authority that nobody knows', () => issueCertificate(stranger, [host], NOW)],
    ['is certified for another name', () => issueCertificate(authority, [other, 'database.internal'], NOW)],
    ['has a certificate that has expired', () => issueCertificate(authority, [host], LONG_AGO)],
  ])('says nothing to a server that %s', async (_what, certificate) => {
    const server = await meet(await certificate());
    await until(server.ended, (ended) => ended > 0, 5);
    expect(server.said()).toBe('');
  });
});
