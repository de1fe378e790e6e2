import type { Stack } from '../../../tests/support/stack.ts';

/** Settings of another node of a stack: the same databases and keys, a name of its own. */
export function settingsOfStack(stack: Stack, changes: Record<string, string> = {}): Record<string, string> {
  const { config } = stack;
  return {
    NODE_ENV: 'test',
    SERVICES: 'auth',
    NODE_ID: `${config.NODE_ID}-b`,
    LOG_LEVEL: 'fatal',
    DATABASE_URL: stack.databases.url,
    DB_PASSWORD: stack.databases.password,
    JWT_SECRET: config.JWT_SECRET ?? '',
    SERVICE_KEYS: config.SERVICE_KEYS ?? '',
    SERVICE_PUBLIC_KEYS: config.SERVICE_PUBLIC_KEYS ?? '',
    AUTH_SERVICE_PORT: '0',
    BROKER_METRICS_PORT: '0',
    ...changes,
  };
}
