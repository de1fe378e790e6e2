import { expect, it } from 'vitest';
import { SERVICES } from '../contracts/permissions.ts';
import { parseSettings, SettingsError } from '../lib/settings.ts';
import { nodeSettings, publicAddress } from './node-settings.ts';

const KEYS = { SERVICE_KEYS: 'c29tZXRoaW5n', SERVICE_PUBLIC_KEYS: 'c29tZXRoaW5n' };
const BUS = { NATS_URL: 'tls://nats:4222', NATS_NKEY: 'c29tZXRoaW5n' };
const nodeOf = (variables: Record<string, string>) => parseSettings(variables, { own: nodeSettings }).own;
const addressOf = (variables: Record<string, string>) => parseSettings(variables, { own: publicAddress }).own;

it('a node runs every service unless some are named', () => {
  expect(nodeOf({}).services).toEqual(SERVICES);
  expect(nodeOf({ SERVICES: 'campaign, auth' }).services).toEqual(['campaign', 'auth']);
  expect(() => nodeOf({ SERVICES: 'campain' })).toThrow('SERVICES');
});

it('a node listens on all interfaces in production only, unless it is told otherwise', () => {
  const production = { ...KEYS, ...BUS, NODE_ENV: 'production' };
  expect(nodeOf(production)).toMatchObject({ host: '0.0.0.0', production: true });
  expect(nodeOf({})).toMatchObject({ host: '127.0.0.1', production: false });
  expect(nodeOf({ HOST: '10.0.0.7' }).host).toBe('10.0.0.7');
});

it('in production a node needs the bus and the keys by which services know each other', () => {
  for (const name of ['NATS_URL', 'NATS_NKEY', 'SERVICE_KEYS', 'SERVICE_PUBLIC_KEYS'])
    expect(() => nodeOf({ NODE_ENV: 'production' })).toThrow(`${name}: needed in production`);
});

it.each([
  'nats://nats:4222',
  'nats:4222',
  'tls://one:4222,nats://two:4222',
  'nats://user:password@nats:4222',
])('in production the bus is not %s: every server of it is reached over TLS', (url) => {
  const production = { ...KEYS, ...BUS, NODE_ENV: 'production' };
  const sentence = 'NATS_URL: production reaches the bus over TLS only (tls://host:port)';
  expect(() => nodeOf({ ...production, NATS_URL: url })).toThrow(new SettingsError([sentence]));
  expect(nodeOf({ ...production, NATS_URL: 'tls://one:4222,tls://two:4222' }).production).toBe(true);
  expect(nodeOf({ NATS_URL: url }).NATS_URL).toBe(url);
});

it('in production no example stands for the credential', () => {
  const examples = { ...KEYS, ...BUS, NODE_ENV: 'production', NATS_NKEY: 'change-me' };
  expect(() => nodeOf(examples)).toThrow('NATS_NKEY: an example value is refused in production');
});

it.each(['campaign.>', 'campaign.*', 'campaign..1', '.campaign', 'cam paign'])(
  'a node is not called %j: its name is words of a subject, and matches itself only',
  (name) => {
    expect(() => nodeOf({ NODE_ID: name })).toThrow('NODE_ID: letters, digits, - and _, with dots between');
  },
);

it("people reach the product at the gateway's own port unless its address is set", () => {
  expect(addressOf({}).publicUrl).toBe('http://127.0.0.1:3000');
  expect(addressOf({ API_GATEWAY_PORT: '3100' }).publicUrl).toBe('http://127.0.0.1:3100');
  expect(addressOf({ PUBLIC_URL: 'https://ads.example.org', API_GATEWAY_PORT: '3100' }).publicUrl).toBe(
    'https://ads.example.org',
  );
});
