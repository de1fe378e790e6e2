import { randomBytes } from 'node:crypto';
import { SERVICES, type ServiceName } from '../contracts/permissions.ts';
import type { Env } from '../lib/config.ts';
import { generateServiceKeys } from '../mixins/identity/service-keys.ts';

/** Settings that are taken over from the environment, when set there, for the one service that uses them. */
const TAKEN_OVER = {
  gateway: ['REDIS_URL'],
  auth: ['SMTP_URL'],
  campaign: [],
  ai: ['OPENAI_API_KEY'],
  analytics: [],
  platforms: [
    'GOOGLE_ADS_CLIENT_ID',
    'GOOGLE_ADS_CLIENT_SECRET',
    'LINKEDIN_ADS_CLIENT_ID',
    'LINKEDIN_ADS_CLIENT_SECRET',
  ],
} as const satisfies Record<ServiceName, readonly (keyof Env)[]>;

const secret = (bytes = 32) => randomBytes(bytes).toString('base64url');

/**
 * Kubernetes secrets as YAML, freshly made: one for each service, with that service's own signing key only. Production
 * asks every node for JWT_SECRET and PLATFORM_TOKENS_KEY; only auth and platforms use theirs, so each service gets
 * values of its own and nobody else's open anything.
 * @param given settings that exist already: vendors' credentials, DATABASE_ADMIN_URL, DB_PASSWORD
 */
export function secretManifests(given: Partial<Env>, namespace = 'sip'): string {
  const keys = generateServiceKeys();
  const appPassword = given.DB_PASSWORD ?? secret(24);
  const postgresPassword = secret(24);
  const adminUrl =
    given.DATABASE_ADMIN_URL ?? `postgres://postgres:${postgresPassword}@postgres:5432/postgres`;
  const services = SERVICES.map((service) =>
    manifest(namespace, `sip-${service}`, {
      SERVICE_KEYS: keys.perService[service] ?? '',
      SERVICE_PUBLIC_KEYS: keys.public,
      JWT_SECRET: secret(),
      PLATFORM_TOKENS_KEY: secret(),
      ...(service === 'gateway' ? {} : { DB_PASSWORD: appPassword }),
      ...takenOver(service, given),
    }),
  );
  const migrate = { DATABASE_ADMIN_URL: adminUrl, DB_PASSWORD: appPassword };
  const trial = given.DATABASE_ADMIN_URL
    ? []
    : [manifest(namespace, 'sip-postgres', { POSTGRES_PASSWORD: postgresPassword })];
  return [...services, manifest(namespace, 'sip-migrate', migrate), ...trial].join('---\n');
}

function takenOver(service: ServiceName, given: Partial<Env>): Record<string, string> {
  const names: readonly (keyof Env)[] = TAKEN_OVER[service];
  return Object.fromEntries(
    names.flatMap((name) => (given[name] === undefined ? [] : [[name, String(given[name])]])),
  );
}

function manifest(namespace: string, name: string, values: Record<string, string>): string {
  const lines = Object.entries(values).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
  return [
    'apiVersion: v1',
    'kind: Secret',
    `metadata: { name: ${name}, namespace: ${namespace} }`,
    'type: Opaque',
    'stringData:',
    ...lines,
    '',
  ].join('\n');
}
