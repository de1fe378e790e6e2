import { describe, expect, it } from 'vitest';
import { parseSettings } from '../lib/settings.ts';
import { databaseSettings, databaseUrl } from './settings.ts';

const urlOf = (variables: Record<string, string>, service: string) =>
  databaseUrl(parseSettings(variables, { own: databaseSettings }).own, service);

it('each service has a database and a role of its own on one server', () => {
  const server = { DATABASE_URL: 'postgres://db:5432', DB_PASSWORD: 'p@ss' };
  expect(urlOf(server, 'campaign')).toBe('postgres://campaign_app:p%40ss@db:5432/campaign_db');
  expect(urlOf({ DATABASE_URL: 'postgres://db:5432/t1_{service}' }, 'ai')).toBe(
    'postgres://ai_app@db:5432/t1_ai',
  );
});

it('each service has a password of its own; one for all stands in where none is set', () => {
  const server = { DATABASE_URL: 'postgres://db', DB_PASSWORD_AI: 'of-ai', DB_PASSWORD: 'of-all' };
  expect(urlOf(server, 'ai')).toBe('postgres://ai_app:of-ai@db/ai_db');
  expect(urlOf(server, 'auth')).toBe('postgres://auth_app:of-all@db/auth_db');
});

describe('production refuses', () => {
  const production = { NODE_ENV: 'production', DB_HOST: 'db' };
  it.each<[string, Record<string, string>, RegExp]>([
    [
      'one password for all',
      { DB_PASSWORD: 'q7Jx0c' },
      /^DB_PASSWORD: one password for all .* DB_PASSWORD_<SERVICE>/,
    ],
    [
      'one in the address of several',
      { DATABASE_URL: 'postgres://x:q7Jx0c@db', SERVICES: 'ai,auth' },
      /^DATABASE_URL: one password for several services/,
    ],
    [
      'a password of two',
      { DB_PASSWORD_AUTH: 'q7Jx0c', DB_PASSWORD_AI: 'q7Jx0c' },
      /^DB_PASSWORD_AI: the same password as DB_PASSWORD_AUTH/,
    ],
    ['an example', { DB_PASSWORD_AI: 'change-me' }, /^DB_PASSWORD_AI: an example value/],
  ])('%s', (_what, variables, message) => {
    expect(() => urlOf({ ...production, ...variables }, 'ai')).toThrow(message);
  });
  it('nothing where each has its own', () => {
    const own = { DB_PASSWORD_AI: 'q7Jx0c', DB_PASSWORD_AUTH: '8Nb5Kd' };
    expect(urlOf({ ...production, ...own }, 'ai')).toBe('postgres://ai_app:q7Jx0c@db:5432/ai_db');
    const address = { DATABASE_URL: 'postgres://x:q7Jx0c@db', SERVICES: 'ai' };
    expect(urlOf({ ...production, ...address }, 'ai')).toBe('postgres://ai_app:q7Jx0c@db/ai_db');
  });
});

it('host and port, role and encryption can be set one by one', () => {
  const variables = { DB_HOST: 'db', DB_PORT: '6000', DB_USER: 'app', DB_SSL: 'true' };
  expect(urlOf(variables, 'auth')).toBe('postgres://app@db:6000/auth_db?sslmode=verify-full');
});

it('DB_NAME is honoured on a node that runs one service alone', () => {
  const named = { DB_HOST: 'db', DB_NAME: 'mine' };
  expect(urlOf({ ...named, SERVICES: 'auth' }, 'auth')).toBe('postgres://auth_app@db:5432/mine');
  expect(urlOf({ ...named, SERVICES: 'auth,ai' }, 'auth')).toBe('postgres://auth_app@db:5432/auth_db');
  expect(urlOf(named, 'auth')).toBe('postgres://auth_app@db:5432/auth_db');
});

it('production says where the database is', () => {
  expect(() => urlOf({ NODE_ENV: 'production' }, 'ai')).toThrow(
    'DATABASE_URL or DB_HOST: needed in production',
  );
});
