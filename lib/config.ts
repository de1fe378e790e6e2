import { z } from 'zod';

/**
 * The only reader of the environment. Every setting of the product is a line here, in .env.example, in
 * docker-compose.yml and in k8s/ (a test compares them). All faults are listed at once.
 */
const SERVICE_NAMES = ['gateway', 'auth', 'campaign', 'ai', 'analytics', 'platforms'] as const;
type ServiceName = (typeof SERVICE_NAMES)[number];

const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);
const whole = (fallback: number, min = 1) => z.coerce.number().int().min(min).default(fallback);
const list = z
  .string()
  .default('')
  .transform((v) =>
    v
      .split(',')
      .map((s) => s.trim())
      .filter(Boolean),
  );
const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'])
    .default(fallback ? 'true' : 'false')
    .transform((v) => v === 'true');

export const EnvSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  SERVICES: list.pipe(z.array(z.enum(SERVICE_NAMES))),
  NODE_ID: z.string().max(100).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('warn'),
  HOST: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  PUBLIC_URL: z.url().optional(),
  // ports
  API_GATEWAY_PORT: port(3000),
  AUTH_SERVICE_PORT: port(3001),
  CAMPAIGN_SERVICE_PORT: port(3002),
  AI_SERVICE_PORT: port(3003),
  ANALYTICS_SERVICE_PORT: port(3004),
  PLATFORMS_SERVICE_PORT: port(3005),
  BROKER_METRICS_PORT: port(3030),
  // dependencies
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  DATABASE_ADMIN_URL: z.string().startsWith('postgres').optional(),
  DB_HOST: z.string().optional(),
  DB_PORT: port(5432),
  DB_NAME: z.string().optional(),
  DB_USER: z.string().optional(),
  DB_PASSWORD: z.string().optional(),
  DB_SSL: flag(false),
  NATS_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  REDIS_HOST: z.string().optional(),
  REDIS_PORT: port(6379),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('Sales Intelligence Platform <no-reply@localhost>'),
  // identity
  JWT_SECRET: z.string().min(32, 'at least 32 bytes').optional(),
  SERVICE_KEYS: z.string().optional(),
  SERVICE_PUBLIC_KEYS: z.string().optional(),
  ACCESS_TOKEN_SECONDS: whole(900, 30),
  REFRESH_TOKEN_DAYS: whole(30),
  // the door
  CORS_ORIGIN: list,
  TRUSTED_PROXY_HOPS: whole(0, 0),
  LIMIT_API_PER_MINUTE: whole(600),
  LIMIT_REGISTER_PER_MINUTE: whole(30),
  LIMIT_LOGIN_PER_MINUTE: whole(60),
  LIMIT_LOGIN_FAILURES: whole(10),
  // vendors
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url().default('https://api.openai.com/v1'),
  OPENAI_MODEL: z.string().default('gpt-6.1-sol'),
  OPENAI_TIMEOUT_MS: whole(60_000),
  GOOGLE_ADS_URL: z.url().default('https://googleads.googleapis.com'),
  GOOGLE_ADS_VERSION: z.string().default('v26'),
  GOOGLE_ADS_AUTHORIZE_URL: z.url().default('https://accounts.google.com/o/oauth2/v2/auth'),
  GOOGLE_ADS_TOKEN_URL: z.url().default('https://oauth2.googleapis.com/token'),
  GOOGLE_ADS_CLIENT_ID: z.string().optional(),
  GOOGLE_ADS_CLIENT_SECRET: z.string().optional(),
  LINKEDIN_ADS_URL: z.url().default('https://api.linkedin.com'),
  LINKEDIN_ADS_VERSION: z.string().default('202609'),
  LINKEDIN_ADS_AUTHORIZE_URL: z.url().default('https://www.linkedin.com/oauth/v2/authorization'),
  LINKEDIN_ADS_TOKEN_URL: z.url().default('https://www.linkedin.com/oauth/v2/accessToken'),
  LINKEDIN_ADS_CLIENT_ID: z.string().optional(),
  LINKEDIN_ADS_CLIENT_SECRET: z.string().optional(),
  PLATFORM_TIMEOUT_MS: whole(20_000),
  PLATFORM_QUIET_MS: whole(180_000, 0),
  PLATFORM_TOKENS_KEY: z.string().min(32, 'at least 32 bytes').optional(),
  // seeing
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  TRACE_SAMPLE_RATIO: z.coerce.number().min(0).max(1).default(0.01),
});
export type Env = z.infer<typeof EnvSchema>;

export type Config = Omit<Env, 'SERVICES' | 'HOST' | 'REDIS_URL' | 'PUBLIC_URL'> & {
  services: ServiceName[];
  production: boolean;
  host: string;
  publicUrl: string;
  redisUrl: string | undefined;
  ports: Record<ServiceName, number>;
};

/** A setting is wrong or missing: one readable line for each fault. */
export class ConfigError extends Error {
  constructor(faults: string[]) {
    super(
      faults.length === 1 ? faults[0] : `Settings are wrong:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

const EXAMPLES = /change-?me|example|secret-?here|your-|<.*>|^(.)\1*$/i;
const SECRETS = ['JWT_SECRET', 'SERVICE_KEYS', 'PLATFORM_TOKENS_KEY', 'DB_PASSWORD'] as const;
const NEEDED = [
  'JWT_SECRET',
  'SERVICE_KEYS',
  'SERVICE_PUBLIC_KEYS',
  'PLATFORM_TOKENS_KEY',
  'NATS_URL',
] as const;

/**
 * Reads and checks all settings. Production refuses to start without its secrets or with example values.
 * @throws ConfigError with every fault
 */
export function loadConfig(source: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(source).filter(([, v]) => v !== undefined && v !== ''));
  const parsed = EnvSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`));
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  if (production) refuseWeakProduction(env);
  const { SERVICES, HOST, REDIS_URL, PUBLIC_URL, ...rest } = env;
  return {
    ...rest,
    services: SERVICES.length > 0 ? SERVICES : [...SERVICE_NAMES],
    production,
    host: HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: PUBLIC_URL ?? `http://127.0.0.1:${env.API_GATEWAY_PORT}`,
    redisUrl: REDIS_URL ?? (env.REDIS_HOST ? `redis://${env.REDIS_HOST}:${env.REDIS_PORT}` : undefined),
    ports: {
      gateway: env.API_GATEWAY_PORT,
      auth: env.AUTH_SERVICE_PORT,
      campaign: env.CAMPAIGN_SERVICE_PORT,
      ai: env.AI_SERVICE_PORT,
      analytics: env.ANALYTICS_SERVICE_PORT,
      platforms: env.PLATFORMS_SERVICE_PORT,
    },
  };
}

function refuseWeakProduction(env: Env): void {
  const faults = [
    ...NEEDED.filter((name) => !env[name]).map((name) => `${name}: needed in production`),
    ...SECRETS.filter((name) => EXAMPLES.test(env[name] ?? '')).map(
      (name) => `${name}: an example value is refused in production`,
    ),
    ...(env.DATABASE_URL || env.DB_HOST ? [] : ['DATABASE_URL or DB_HOST: needed in production']),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
}

/**
 * The connection string of one service's database, for its application role (`<service>_app` unless DB_USER says
 * otherwise). The database is `<service>_db`; a path with `{service}` in DATABASE_URL names it otherwise, and DB_NAME is
 * honoured when this node runs that one service alone.
 */
export function databaseUrl(config: Config, service: Exclude<ServiceName, 'gateway'>): string {
  const url = new URL(config.DATABASE_URL ?? `postgres://${config.DB_HOST ?? '127.0.0.1'}:${config.DB_PORT}`);
  const path = decodeURIComponent(url.pathname);
  const alone = config.services.length === 1 ? config.DB_NAME : undefined;
  url.username = config.DB_USER ?? `${service}_app`;
  if (config.DB_PASSWORD !== undefined) url.password = encodeURIComponent(config.DB_PASSWORD);
  url.pathname = `/${path.includes('{service}') ? path.slice(1).replace('{service}', service) : (alone ?? `${service}_db`)}`;
  if (config.DB_SSL) url.searchParams.set('sslmode', 'verify-full');
  return url.toString();
}
