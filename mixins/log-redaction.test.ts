import { ServiceBroker } from 'moleculer';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../lib/config.ts';
import { brokerOptions, makeNode } from '../moleculer.config.ts';
import { withLogLines } from '../tests/support/log.ts';
import { generateServiceKeys } from './identity/service-keys.ts';

const SECRET = 'hunter2-hunter2';

/** What a node's log holds after something was logged with these fields. */
function logged(fields: object): string {
  const keys = generateServiceKeys(['ai']);
  const config = loadConfig({
    NODE_ENV: 'test',
    SERVICES: 'ai',
    LOG_LEVEL: 'info',
    SERVICE_KEYS: keys.all,
    SERVICE_PUBLIC_KEYS: keys.public,
  });
  const node = makeNode(config);
  const { options, lines } = withLogLines(brokerOptions(config, node));
  const broker = new ServiceBroker(options);
  broker.logger.info(fields, 'something happened');
  node.metrics.stop();
  const line = lines.find(({ msg }) => msg === 'something happened');
  expect(line).toBeDefined();
  return JSON.stringify(line);
}

describe('the log of a node never holds', () => {
  it.each([
    ['a password', { password: SECRET }],
    ['the password of a request', { params: { password: SECRET } }],
    ['an access token', { tokens: { accessToken: SECRET } }],
    ['a refresh token', { tokens: { refreshToken: SECRET } }],
    ["a request's Authorization header", { headers: { authorization: SECRET } }],
    ["a call's Authorization header", { options: { authorization: SECRET } }],
  ])('%s', (_, fields) => {
    const text = logged({ ...fields, requestId: 'request-1' });
    expect(text).not.toContain(SECRET);
    expect(text).toContain('[redacted]');
    expect(text).toContain('request-1');
  });
});
