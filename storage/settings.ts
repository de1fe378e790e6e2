import { z } from 'zod';
import { defineSettings, flag, list, port, type ValuesOf } from '../lib/settings.ts';

/** A password for each service. */
const PASSWORDS = {
  DB_PASSWORD_AUTH: z.string().optional(),
  DB_PASSWORD_CAMPAIGN: z.string().optional(),
  DB_PASSWORD_AI: z.string().optional(),
  DB_PASSWORD_ANALYTICS: z.string().optional(),
  DB_PASSWORD_PLATFORMS: z.string().optional(),
};
type PasswordName = keyof typeof PASSWORDS;
export const PASSWORD_NAMES = Object.keys(PASSWORDS) as readonly PasswordName[];
/** The variable with the password of a service's application role. */
export const passwordNameOf = (service: string) => `DB_PASSWORD_${service.toUpperCase()}` as PasswordName;

/**
 * The settings of a service's database. Each service's role has a password of its own (DB_PASSWORD_<SERVICE>), so that whoever takes
 * over one process reads one database. DB_PASSWORD stands for those that are not set; production refuses it.
 */
export const databaseSettings = defineSettings({
  shape: {
    DATABASE_URL: z.string().startsWith('postgres').optional(),
    DB_HOST: z.string().optional(),
    DB_PORT: port(5432),
    DB_NAME: z.string().optional(),
    DB_USER: z.string().optional(),
    DB_PASSWORD: z.string().optional(),
    ...PASSWORDS,
    DB_SSL: flag(false),
    /**
     * Read here because DB_NAME is used only on a node with a single service: one name does not fit several databases.
     */
    SERVICES: list,
  },
  secrets: ['DB_PASSWORD', ...PASSWORD_NAMES],
  checkProduction: (values) => [
    ...(values.DATABASE_URL || values.DB_HOST ? [] : ['DATABASE_URL or DB_HOST: needed in production']),
    ...(values.DB_PASSWORD === undefined ? [] : [SHARED_PASSWORD]),
    ...(values.SERVICES.length !== 1 && passwordIn(values.DATABASE_URL) ? [SHARED_URL] : []),
    ...repeatedPasswords(values),
  ],
  derive: ({ SERVICES, DB_NAME, ...values }) => ({
    ...values,
    DB_NAME: SERVICES.length === 1 ? DB_NAME : undefined,
  }),
});
const SHARED_PASSWORD =
  'DB_PASSWORD: one password for all databases is refused in production; set DB_PASSWORD_<SERVICE> for each service (docs/runbooks/key-rotation.md)';
const SHARED_URL =
  'DATABASE_URL: one password for several services is refused in production; set DB_PASSWORD_<SERVICE> for each (docs/runbooks/key-rotation.md)';

const passwordIn = (url: string | undefined) => url !== undefined && new URL(url).password !== '';

/** Names the services that share a password, one line for each but the first; nothing where each has its own. */
export function repeatedPasswords(values: Partial<Record<PasswordName, string | undefined>>): string[] {
  const met = new Map<string, string>();
  return PASSWORD_NAMES.flatMap((name) => {
    const password = values[name];
    if (password === undefined) return [];
    const first = met.get(password);
    met.set(password, first ?? name);
    return first === undefined ? [] : [`${name}: the same password as ${first}; each service needs its own`];
  });
}

export type DatabaseSettings = ValuesOf<typeof databaseSettings>;

/** The password of a service's application role; undefined where none is set. */
export const databasePassword = (settings: DatabaseSettings, service: string): string | undefined =>
  settings[passwordNameOf(service)] ?? settings.DB_PASSWORD;

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
  const password = databasePassword(settings, service);
  if (password !== undefined) url.password = encodeURIComponent(password);
  url.pathname = `/${name}`;
  if (settings.DB_SSL) url.searchParams.set('sslmode', 'verify-full');
  return url.toString();
}
