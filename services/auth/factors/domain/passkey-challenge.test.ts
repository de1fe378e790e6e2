import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { challengeFor, isChallengeFor, NONCE_BYTES } from './passkey-challenge.ts';

const subject = { purpose: 'publish', hash: 'a'.repeat(64), sessionId: 's1' };
const nonce = randomBytes(NONCE_BYTES);

it('a challenge is for one purpose, one hash and one session', () => {
  const challenge = challengeFor(subject, nonce);
  expect(isChallengeFor({ sessionId: 's1', hash: 'a'.repeat(64), purpose: 'publish' }, challenge)).toBe(true);
  for (const other of [{ purpose: 'resume' }, { hash: 'b'.repeat(64) }, { sessionId: 's2' }])
    expect(isChallengeFor({ ...subject, ...other }, challenge)).toBe(false);
  expect(isChallengeFor({ purpose: 'sign_in' }, challenge)).toBe(false);
  expect(isChallengeFor(subject, challenge.slice(0, -2))).toBe(false);
});

it('no two challenges are the same, also for the same thing', () => {
  expect(challengeFor(subject, nonce)).not.toBe(challengeFor(subject, randomBytes(NONCE_BYTES)));
});
