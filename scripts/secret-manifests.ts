import { randomBytes } from 'node:crypto';
import { SERVICES, type ServiceName } from '../contracts/permissions.ts';
import type { Environment } from '../lib/environment.ts';
import { generateServiceKeys } from '../mixins/identity/service-keys.ts';
import { SERVICE_SETTINGS } from './services.ts';

/** Settings that are taken over from the environment, when set there, for each service that declares them. */
const TAKEN_OVER = [
  'REDIS_URL',
  'SMTP_URL',
  'OPENAI_API_KEY',
  'GOOGLE_ADS_CLIENT_ID',
  'GOOGLE_ADS_CLIENT_SECRET',
  'LINKEDIN_ADS_CLIENT_ID',
  'LINKEDIN_ADS_CLIENT_SECRET',
];

const secret = (bytes = 32) => randomBytes(bytes).toString('base64url');

/**
 * Kubernetes secrets as YAML, freshly made: one for each service, with that service's own signing key and, of the other
 * secrets, those that the service declares.
 * @param given variables that are set already: vendors' credentials, DATABASE_ADMIN_URL, DB_PASSWORD
 */
export function secretManifests(given: Environment, namespace = 'sip'): string {
  const keys = generateServiceKeys();
  const appPassword = given['DB_PASSWORD'] || secret(24);
  const postgresPassword = secret(24);
  const adminUrl =
    given['DATABASE_ADMIN_URL'] || `postgres://postgres:${postgresPassword}@postgres:5432/postgres`;
  const values = {
    JWT_SECRET: secret(),
    PLATFORM_TOKENS_KEY: secret(),
    DB_PASSWORD: appPassword,
    ...Object.fromEntries(TAKEN_OVER.map((name) => [name, given[name]])),
  };
  const services = SERVICES.map((service) =>
    manifest(namespace, `sip-${service}`, {
      SERVICE_KEYS: keys.perService[service] ?? '',
      SERVICE_PUBLIC_KEYS: keys.public,
      ...declaredBy(service, values),
    }),
  );
  const migrate = { DATABASE_ADMIN_URL: adminUrl, DB_PASSWORD: appPassword };
  const trial = given['DATABASE_ADMIN_URL']
    ? []
    : [manifest(namespace, 'sip-postgres', { POSTGRES_PASSWORD: postgresPassword })];
  return [...services, manifest(namespace, 'sip-migrate', migrate), ...trial].join('---\n');
}

/** Those of the values that are set and that the service reads. */
function declaredBy(service: ServiceName, values: Environment): Record<string, string> {
  const { names } = SERVICE_SETTINGS[service];
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value && names.includes(name) ? [[name, value]] : [])),
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
