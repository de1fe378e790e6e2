import { createUser } from 'nkeys.js';
import { expect, it } from 'vitest';
import { natsOptions, natsTransporter } from './connection.ts';

const NATS_NKEY = new TextDecoder().decode(createUser().getSeed());
const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const inBase64 = (text: string) => Buffer.from(text).toString('base64');

it('asks for TLS 1.3 where every server is tls://, and shows the credential only if there is one', () => {
  const open = natsOptions('nats://nats:4222', 'ai.1', {});
  expect(open).toEqual({ url: 'nats://nats:4222', name: 'ai.1', ignoreAuthErrorAbort: true });
  const locked = natsOptions('tls://nats:4222', 'ai.1', { NATS_NKEY });
  expect(locked).toMatchObject({
    tls: { minVersion: 'TLSv1.3' },
    authenticator: expect.any(Function) as object,
  });
  expect(locked.tls).not.toHaveProperty('ca'); // the authorities that Node knows
});

it('believes every certificate in NATS_CA, so that an authority can be changed', () => {
  const NATS_CA = inBase64(`${certificate}\n# the one before\n${certificate}\n`);
  expect(natsOptions('tls://nats:4222', 'ai.1', { NATS_CA }).tls?.ca).toBe(`${certificate}\n${certificate}`);
});

it.each(['', 'hello', certificate, inBase64('no certificate')])(
  'says that NATS_CA is not readable: %j',
  (NATS_CA) => {
    expect(() => natsOptions('tls://nats:4222', 'ai.1', { NATS_CA })).toThrow('NATS_CA is not readable');
  },
);

it.each(['', 'hello', NATS_NKEY.slice(0, -1), `${NATS_NKEY.slice(0, -1)}!`, `S${NATS_NKEY}`])(
  'says that NATS_NKEY is not readable, without repeating it: %j',
  (seed) => {
    const open = () => natsOptions('tls://nats:4222', 'ai.1', { NATS_NKEY: seed });
    expect(open).toThrow('NATS_NKEY is not readable: it must be the seed of a user (npm run bus:secrets).');
  },
);

it.each([
  ['tls://nats.sip.svc:4222', {}, 'nats.sip.svc'],
  ['tls://10.0.0.7:4222', {}, '10.0.0.7'],
  ['tls://[fd00::7]:4222', {}, 'fd00::7'],
  ['tls://one:4222, tls://two:4222', {}, 'two'],
  ['tls://127.0.0.1:4222', { NATS_SERVER_NAME: 'nats' }, 'nats'],
])('takes a certificate at %s with %j that is for %s, and none for another name', (url, settings, name) => {
  const check = natsOptions(url, 'ai.1', settings).tls?.checkServerIdentity;
  const faultOf = (host: string) => {
    const kind = /^[\d.:a-f]+$/.test(host) ? 'IP Address' : 'DNS';
    return check?.('localhost', { subject: { CN: host }, subjectaltname: `${kind}:${host}` } as never);
  };
  expect(faultOf(name)).toBeUndefined();
  for (const other of ['localhost', 'other', '10.0.0.8']) expect(faultOf(other)).toBeInstanceOf(Error);
});

it('there is no transporter without a NATS_URL', () => {
  expect(natsTransporter({} as never, 'ai.1')).toBeNull();
});
