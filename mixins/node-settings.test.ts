import { expect, it } from 'vitest';
import { SERVICES } from '../contracts/permissions.ts';
import { parseSettings } from '../lib/settings.ts';
import { nodeSettings, publicAddress } from './node-settings.ts';

const KEYS = { SERVICE_KEYS: 'c29tZXRoaW5n', SERVICE_PUBLIC_KEYS: 'c29tZXRoaW5n' };
const nodeOf = (variables: Record<string, string>) => parseSettings(variables, { own: nodeSettings }).own;
const addressOf = (variables: Record<string, string>) => parseSettings(variables, { own: publicAddress }).own;

it('a node runs every service unless some are named', () => {
  expect(nodeOf({}).services).toEqual(SERVICES);
  expect(nodeOf({ SERVICES: 'campaign, auth' }).services).toEqual(['campaign', 'auth']);
  expect(() => nodeOf({ SERVICES: 'campain' })).toThrow('SERVICES');
});

it('a node listens on all interfaces in production only, unless it is told otherwise', () => {
  const production = { ...KEYS, NODE_ENV: 'production', NATS_URL: 'nats://nats:4222' };
  expect(nodeOf(production)).toMatchObject({ host: '0.0.0.0', production: true });
  expect(nodeOf({})).toMatchObject({ host: '127.0.0.1', production: false });
  expect(nodeOf({ HOST: '10.0.0.7' }).host).toBe('10.0.0.7');
});

it('in production a node needs the bus and the keys by which services know each other', () => {
  for (const name of ['NATS_URL', 'SERVICE_KEYS', 'SERVICE_PUBLIC_KEYS'])
    expect(() => nodeOf({ NODE_ENV: 'production' })).toThrow(`${name}: needed in production`);
});

it("people reach the product at the gateway's own port unless its address is set", () => {
  expect(addressOf({}).publicUrl).toBe('http://127.0.0.1:3000');
  expect(addressOf({ API_GATEWAY_PORT: '3100' }).publicUrl).toBe('http://127.0.0.1:3100');
  expect(addressOf({ PUBLIC_URL: 'https://ads.example.org', API_GATEWAY_PORT: '3100' }).publicUrl).toBe(
    'https://ads.example.org',
  );
});
