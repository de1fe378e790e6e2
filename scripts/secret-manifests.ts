import { randomBytes } from 'node:crypto';
import { SERVICES, type ServiceName } from '../contracts/permissions.ts';
import type { Environment } from '../lib/environment.ts';
import { generateServiceKeys } from '../mixins/identity/service-keys.ts';
import { SERVICE_SETTINGS } from './services.ts';

/** Settings that are copied from the environment, when set there, for each service that declares them. */
const COPIED_SETTINGS = [
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
 * Generates Kubernetes secrets as YAML: one for the operator, and one for each service, with its own signing key and the
 * other secrets that the service declares.
 * @param variables variables that are set already: vendors' credentials, DATABASE_ADMIN_URL, DB_PASSWORD
 */
export function secretManifests(variables: Environment, namespace = 'sip'): string {
  const keys = generateServiceKeys();
  const appPassword = variables['DB_PASSWORD'] || secret(24);
  const postgresPassword = secret(24);
  const adminUrl =
    variables['DATABASE_ADMIN_URL'] || `postgres://postgres:${postgresPassword}@postgres:5432/postgres`;
  const values = {
    JWT_SECRET: secret(),
    PLATFORM_TOKENS_KEY: secret(),
    DB_PASSWORD: appPassword,
    ...Object.fromEntries(COPIED_SETTINGS.map((name) => [name, variables[name]])),
  };
  const services = SERVICES.map((service) =>
    manifest(namespace, `sip-${service}`, {
      SERVICE_KEYS: keys.perService[service] ?? '',
      SERVICE_PUBLIC_KEYS: keys.public,
      ...valuesFor(service, values),
    }),
  );
  const operator = manifest(namespace, 'sip-operator', {
    SERVICE_KEYS: keys.perService['operator'] ?? '',
    SERVICE_PUBLIC_KEYS: keys.public,
  });
  const migrate = { DATABASE_ADMIN_URL: adminUrl, DB_PASSWORD: appPassword };
  const trial = variables['DATABASE_ADMIN_URL']
    ? []
    : [manifest(namespace, 'sip-postgres', { POSTGRES_PASSWORD: postgresPassword })];
  return [...services, operator, manifest(namespace, 'sip-migrate', migrate), ...trial].join('---\n');
}

/** The values that are set and that the service reads. */
function valuesFor(service: ServiceName, values: Environment): Record<string, string> {
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
