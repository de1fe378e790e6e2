import { randomBytes } from 'node:crypto';
import { SERVICES, type ServiceName } from '../contracts/permissions.ts';
import type { Environment } from '../lib/environment.ts';
import { PASSWORD_NAMES, passwordNameOf } from '../storage/settings.ts';
import { settingsOf, type BusSecrets } from './bus/bus-secrets.ts';
import { natsConfig, SERVER_FILES } from './bus/nats-config.ts';
import { SERVICE_SETTINGS } from './services.ts';

/** Settings that are copied from the environment, when set there, for each service that declares them. */
const COPIED_SETTINGS = [
  'REDIS_URL',
  'SMTP_URL',
  'OPENAI_API_KEY',
  'GOOGLE_ADS_CLIENT_ID',
  'GOOGLE_ADS_CLIENT_SECRET',
  'GOOGLE_ADS_DEVELOPER_TOKEN',
  'LINKEDIN_ADS_CLIENT_ID',
  'LINKEDIN_ADS_CLIENT_SECRET',
];

const secret = (bytes = 32) => randomBytes(bytes).toString('base64url');

/**
 * Generates Kubernetes secrets as YAML: one for each service, with the secrets that it declares, and those of the databases.
 * @param variables variables that are set already: vendors' credentials, DATABASE_ADMIN_URL, DB_PASSWORD_<SERVICE>
 */
export function secretManifests(variables: Environment, namespace = 'sip'): string {
  const passwords = Object.fromEntries(PASSWORD_NAMES.map((name) => [name, variables[name] || secret(24)]));
  const postgresPassword = secret(24);
  const adminUrl =
    variables['DATABASE_ADMIN_URL'] || `postgres://postgres:${postgresPassword}@postgres:5432/postgres`;
  const values = {
    JWT_SECRET: secret(),
    PLATFORM_TOKENS_KEY: secret(),
    ALERT_WEBHOOKS_KEY: secret(),
    ...Object.fromEntries(COPIED_SETTINGS.map((name) => [name, variables[name]])),
  };
  const own = (service: ServiceName) => {
    const name = passwordNameOf(service);
    return { [name]: passwords[name] };
  };
  const services = SERVICES.map((service) =>
    manifest(namespace, `sip-${service}`, valuesFor(service, { ...values, ...own(service) })),
  );
  const migrate = { DATABASE_ADMIN_URL: adminUrl, ...passwords };
  const trial = variables['DATABASE_ADMIN_URL']
    ? []
    : [manifest(namespace, 'sip-postgres', { POSTGRES_PASSWORD: postgresPassword })];
  return [...services, manifest(namespace, 'sip-migrate', migrate), ...trial].join('---\n');
}

/**
 * The secrets of the bus as YAML: `sip-nats` for the server, and one for each process with its signing keys and its
 * credential (`sip-ai-bus`, `sip-gateway-campaign-bus`, `sip-operator-bus`).
 */
export function busManifests(secrets: BusSecrets, namespace = 'sip'): string {
  const server = manifest(namespace, 'sip-nats', {
    [SERVER_FILES.config]: natsConfig(secrets.seeds),
    [SERVER_FILES.certificate]: secrets.server.certificate,
    [SERVER_FILES.key]: secrets.server.key,
  });
  const processes = Object.entries(settingsOf(secrets)).map(([process, settings]) =>
    manifest(namespace, `sip-${process.replaceAll(',', '-')}-bus`, settings),
  );
  return [server, ...processes].join('---\n');
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
    lines.length === 0 ? 'stringData: {}' : 'stringData:',
    ...lines,
    '',
  ].join('\n');
}
