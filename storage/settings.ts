import { z } from 'zod';
import { defineSettings, flag, list, port, type ValuesOf } from '../lib/settings.ts';

/** The settings of a service's database. */
export const databaseSettings = defineSettings({
  shape: {
    DATABASE_URL: z.string().startsWith('postgres').optional(),
    DB_HOST: z.string().optional(),
    DB_PORT: port(5432),
    DB_NAME: z.string().optional(),
    DB_USER: z.string().optional(),
    DB_PASSWORD: z.string().optional(),
    DB_SSL: flag(false),
    /**
     * Read here because DB_NAME is used only on a node with a single service: one name does not fit several databases.
     */
    SERVICES: list,
  },
  secrets: ['DB_PASSWORD'],
  checkProduction: ({ DATABASE_URL, DB_HOST }) =>
    DATABASE_URL || DB_HOST ? [] : ['DATABASE_URL or DB_HOST: needed in production'],
  derive: ({ SERVICES, DB_NAME, ...values }) => ({
    ...values,
    DB_NAME: SERVICES.length === 1 ? DB_NAME : undefined,
  }),
});
export type DatabaseSettings = ValuesOf<typeof databaseSettings>;

/**
 * The connection string of one service's database, for its application role (DB_USER, or `<service>_app`). The database
 * is `<service>_db`, unless DATABASE_URL has a path with `{service}`, or DB_NAME is set on a node that runs this
 * service alone.
 */
export function databaseUrl(settings: DatabaseSettings, service: string): string {
  const url = new URL(
    settings.DATABASE_URL ?? `postgres://${settings.DB_HOST ?? '127.0.0.1'}:${settings.DB_PORT}`,
  );
  const path = decodeURIComponent(url.pathname);
  const name = path.includes('{service}')
    ? path.slice(1).replace('{service}', service)
    : (settings.DB_NAME ?? `${service}_db`);
  url.username = settings.DB_USER ?? `${service}_app`;
  if (settings.DB_PASSWORD !== undefined) url.password = encodeURIComponent(settings.DB_PASSWORD);
  url.pathname = `/${name}`;
  if (settings.DB_SSL) url.searchParams.set('sslmode', 'verify-full');
  return url.toString();
}
