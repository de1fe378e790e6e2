import { describe, expect, it } from 'vitest';
import { SERVICES, type ServiceName } from '../contracts/permissions.ts';
import { portOf, productSettings } from './services.ts';

const DATABASE = { DATABASE_URL: 'postgres://db.internal:5432' };
const PRODUCTION = {
  NODE_ENV: 'production',
  NATS_URL: 'tls://nats:4222',
  NATS_NKEY: 'c29tZXRoaW5n',
  SERVICE_KEYS: 'c29tZXRoaW5n',
  SERVICE_PUBLIC_KEYS: 'c29tZXRoaW5n',
};
const JWT_SECRET = 'k2J8vQm4Zr7Lw1Xt9Bn5Cy3Ds6Fh0Gj_A';
const PLATFORM_TOKENS_KEY = 'p9Wq3Er7Ty1Ui5Op8As2Df6Gh0Jk4Lz_B';
/** What each service needs in production beside what every node does. */
const NEEDS: Record<ServiceName, Record<string, string>> = {
  gateway: {},
  auth: { ...DATABASE, JWT_SECRET, SMTP_URL: 'smtp://mail.internal:25' },
  campaign: DATABASE,
  ai: DATABASE,
  analytics: DATABASE,
  platforms: { ...DATABASE, PLATFORM_TOKENS_KEY },
};

it('development needs no setting', () => {
  const settings = productSettings({});
  expect(Object.keys(settings.services).sort()).toEqual(SERVICES.toSorted());
  expect(portOf(settings)).toBe(3000);
});

it('every fault of every service is told at once', () => {
  const faulty = {
    API_GATEWAY_PORT: 'abc',
    SERVICES: 'campain',
    JWT_SECRET: 'short',
    OPENAI_BASE_URL: 'nowhere',
  };
  for (const name of Object.keys(faulty)) expect(() => productSettings(faulty)).toThrow(`- ${name}: `);
});

it.each([1, 16, 31])('a secret of %i characters is refused wherever one is set', (length) => {
  const short = 'k2J8vQm4Zr7Lw1Xt9Bn5Cy3Ds6Fh0Gj_'.slice(0, length);
  for (const name of ['JWT_SECRET', 'PLATFORM_TOKENS_KEY'])
    expect(() => productSettings({ [name]: short }), name).toThrow(`${name}: at least 32 bytes`);
});

describe.each(SERVICES)('in production a node of %s alone', (name) => {
  const environment = { ...PRODUCTION, ...NEEDS[name], SERVICES: name };

  it("starts with its own secrets and no other service's", () => {
    const { services } = productSettings(environment);
    expect(Object.keys(services)).toEqual([name]);
  });

  it.each(Object.keys({ ...PRODUCTION, ...NEEDS[name] }).filter((setting) => setting !== 'NODE_ENV'))(
    'does not start without %s',
    (setting) => {
      expect(() => productSettings({ ...environment, [setting]: '' })).toThrow(
        /^\w+( or DB_HOST)?: needed in production$/,
      );
    },
  );

  it('minds no setting of the others', () => {
    const others = {
      JWT_SECRET: 'short',
      OPENAI_BASE_URL: 'nowhere',
      GOOGLE_ADS_URL: 'nowhere',
      REDIS_PORT: 'x',
    };
    const faults = (() => {
      try {
        productSettings({ ...environment, ...others });
        return '';
      } catch (error) {
        return String(error);
      }
    })();
    const own = {
      auth: 'JWT_SECRET',
      ai: 'OPENAI_BASE_URL',
      platforms: 'GOOGLE_ADS_URL',
      gateway: 'REDIS_PORT',
    };
    const mentioned = Object.keys(others).filter((setting) => faults.includes(setting));
    expect(mentioned).toEqual(name in own ? [own[name as keyof typeof own]] : []);
  });
});

it('Redis is named by its address, or by host and port', () => {
  const urlOf = (variables: Record<string, string>) => productSettings(variables).services.gateway?.redisUrl;
  expect(urlOf({})).toBeUndefined();
  expect(urlOf({ REDIS_HOST: 'r', REDIS_PORT: '7000' })).toBe('redis://r:7000');
  expect(urlOf({ REDIS_HOST: 'r', REDIS_URL: 'redis://:key@elsewhere' })).toBe('redis://:key@elsewhere');
});
