import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { addressOf } from './address.ts';

const from = (forwarded?: string) =>
  ({
    socket: { remoteAddress: '192.0.2.1' },
    headers: forwarded ? { 'x-forwarded-for': forwarded } : {},
  }) as unknown as IncomingMessage;

it.each([
  [0, '1.1.1.1', '192.0.2.1'],
  [1, '6.6.6.6, 1.1.1.1', '1.1.1.1'],
  [2, '6.6.6.6, 1.1.1.1, 2.2.2.2', '1.1.1.1'],
  [1, undefined, '192.0.2.1'],
])('with %d trusted proxies and %s the client is %s', (hops, forwarded, expected) => {
  expect(addressOf(from(forwarded), hops)).toBe(expected);
});
