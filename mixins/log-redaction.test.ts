import { ServiceBroker } from 'moleculer';
import { describe, expect, it } from 'vitest';
import { withLogLines } from '../tests/support/log.ts';
import { nodeForTest } from '../tests/support/node.ts';

const SECRET = 'hunter2-hunter2';

/** What a node's log holds after something was logged with these fields. */
function logged(fields: object): string {
  const made = nodeForTest({ LOG_LEVEL: 'info' });
  const { options, lines } = withLogLines(made.options);
  const broker = new ServiceBroker(options);
  broker.logger.info(fields, 'something happened');
  made.node.metrics.stop();
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
    ['a developer token', { params: { developerToken: SECRET } }],
    ["a request's Authorization header", { headers: { authorization: SECRET } }],
    ["a call's Authorization header", { options: { authorization: SECRET } }],
  ])('%s', (_, fields) => {
    const text = logged({ ...fields, requestId: 'request-1' });
    expect(text).not.toContain(SECRET);
    expect(text).toContain('[redacted]');
    expect(text).toContain('request-1');
  });
});
