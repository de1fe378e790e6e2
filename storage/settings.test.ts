import { expect, it } from 'vitest';
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
