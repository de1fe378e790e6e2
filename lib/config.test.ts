import { describe, expect, it } from 'vitest';
import { ConfigError, databaseUrl, loadConfig } from './config.ts';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://db.internal:5432',
  NATS_URL: 'nats://nats:4222',
  JWT_SECRET: 'k2J8vQm4Zr7Lw1Xt9Bn5Cy3Ds6Fh0Gj_A',
  PLATFORM_TOKENS_KEY: 'p9Wq3Er7Ty1Ui5Op8As2Df6Gh0Jk4Lz_B',
  SERVICE_KEYS: 'c29tZXRoaW5n',
  SERVICE_PUBLIC_KEYS: 'c29tZXRoaW5n',
};
const faultsOf = (env: Record<string, string>) => {
  try {
    loadConfig(env);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
};

describe('settings', () => {
  it('need nothing in development', () => {
    const config = loadConfig({});
    expect([config.ports.gateway, config.host, config.services.length]).toEqual([3000, '127.0.0.1', 6]);
  });

  it('list every fault at once', () => {
    const faults = faultsOf({ API_GATEWAY_PORT: 'abc', SERVICES: 'campain', JWT_SECRET: 'short' });
    for (const name of ['API_GATEWAY_PORT', 'SERVICES', 'JWT_SECRET']) expect(faults).toContain(name);
  });

  it('refuse production without its secrets', () => {
    expect(faultsOf({ ...production, JWT_SECRET: '', NATS_URL: '' })).toMatch(/JWT_SECRET[\s\S]*NATS_URL/);
    expect(faultsOf({ ...production, DATABASE_URL: '' })).toContain('DATABASE_URL or DB_HOST');
  });

  it.each(['change-me-change-me-change-me-change-me', '<at least 32 random bytes, base64>', 'x'.repeat(40)])(
    'refuse the example value %s in production',
    (secret) => {
      expect(faultsOf({ ...production, JWT_SECRET: secret })).toContain('JWT_SECRET: an example value');
    },
  );

  it('listen on all interfaces in production only', () => {
    expect(loadConfig(production).host).toBe('0.0.0.0');
  });

  it('honour the names of the first README', () => {
    const config = loadConfig({
      DB_HOST: 'db',
      DB_PORT: '6000',
      DB_NAME: 'mine',
      SERVICES: 'auth',
      REDIS_HOST: 'r',
      REDIS_PORT: '7000',
    });
    expect(databaseUrl(config, 'auth')).toBe('postgres://auth_app@db:6000/mine');
    expect(config.redisUrl).toBe('redis://r:7000');
  });

  it('give each service its own database and role on one server', () => {
    const config = loadConfig({ DATABASE_URL: 'postgres://db:5432', DB_PASSWORD: 'p@ss' });
    expect(databaseUrl(config, 'campaign')).toBe('postgres://campaign_app:p%40ss@db:5432/campaign_db');
    const other = loadConfig({ DATABASE_URL: 'postgres://db:5432/t1_{service}' });
    expect(databaseUrl(other, 'ai')).toBe('postgres://ai_app@db:5432/t1_ai');
  });
});
