import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { Jwk } from '../../../contracts/auth/sessions.ts';
import { mintStepUpToken, readStepUpToken, type Confirmed } from './step-up-token.ts';

const id = (n: number) => `0199aaaa-0000-7000-8000-00000000000${n}`;
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signing = { kid: 'k', key: privateKey };
const keys = [Jwk.parse({ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256', use: 'sig' })];
const confirmed: Confirmed = {
  person: {
    kind: 'user',
    userId: id(1),
    organizationId: id(2),
    sessionId: id(3),
    role: 'owner',
    addressProved: true,
  },
  purpose: 'publish',
  hash: 'a'.repeat(64),
};
const MINUTE = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms);

it('a step-up is good for its purpose, hash, person, organisation and session, and for nothing else', () => {
  const token = mintStepUpToken(signing, id(9), { ...confirmed, asOf: 7 }, new Date());
  expect(readStepUpToken(token, keys, confirmed)).toMatchObject({ id: id(9), asOf: 7 });
  const { person } = confirmed;
  const others: Confirmed[] = [
    { ...confirmed, purpose: 'resume' },
    { ...confirmed, hash: 'b'.repeat(64) },
    { ...confirmed, person: { ...person, userId: id(4) } },
    { ...confirmed, person: { ...person, organizationId: id(4) } },
    { ...confirmed, person: { ...person, sessionId: id(4) } },
  ];
  for (const other of others) expect(readStepUpToken(token, keys, other)).toBeUndefined();
});

it('a step-up ends after five minutes', () => {
  const just = mintStepUpToken(signing, id(9), { ...confirmed, asOf: 7 }, ago(4.9 * MINUTE));
  const late = mintStepUpToken(signing, id(9), { ...confirmed, asOf: 7 }, ago(5.1 * MINUTE));
  expect(readStepUpToken(just, keys, confirmed)).toBeDefined();
  expect(readStepUpToken(late, keys, confirmed)).toBeUndefined();
});

it('what another key signed, or was changed in a single place, is no step-up', () => {
  const forger = { kid: 'k', key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey };
  const forged = mintStepUpToken(forger, id(9), { ...confirmed, asOf: 7 }, new Date());
  expect(readStepUpToken(forged, keys, confirmed)).toBeUndefined();
  const token = mintStepUpToken(signing, id(9), { ...confirmed, asOf: 7 }, new Date());
  for (let at = 0; at < token.length - 1; at += 7) {
    const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    expect(readStepUpToken(changed, keys, confirmed)).toBeUndefined();
  }
});
