import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../../contracts/caller.ts';
import {
  challengeOf,
  consentDeadline,
  hashInSession,
  hashOf,
  needsRenewal,
  stateAsOf,
  usableAccounts,
} from './connect.ts';

const NOW = new Date('2026-11-22T12:00:00.000Z');

it('a state is known again by its SHA-256 in hex', () => {
  expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('a state belongs to the session that began it, but for one of an earlier release, which cannot be made of one of today', () => {
  const of = (sessionId: string) => ({ kind: 'user', sessionId }) as Caller;
  const state = stateAsOf('secret', 7);
  expect(hashInSession(state, of('one'))).toBe(hashInSession(state, of('one')));
  expect(hashInSession(state, of('one'))).not.toBe(hashInSession(state, of('two')));
  expect(hashInSession('secret', of('two'))).toBe(hashOf('secret'));
  expect(hashInSession('secret', of('one'))).not.toBe(hashInSession(state, of('one')));
});

it('a challenge is the one of RFC 7636, appendix B', () => {
  expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

it('a person has ten minutes to give consent', () => {
  expect(consentDeadline(NOW).toISOString()).toBe('2026-11-22T12:10:00.000Z');
});

describe('an access token', () => {
  it.each([
    [120_001, false],
    [120_000, true],
    [0, true],
    [-1, true],
  ])('that ends in %i ms is renewed before it is used: %s', (ms, renewal) => {
    expect(needsRenewal(new Date(NOW.getTime() + ms), NOW)).toBe(renewal);
  });
});

it('accounts can be used when the platform says their currency', () => {
  const accounts = ['USD', '', 'usd', 'USDT', 'XUSD', 'EUR'].map((currency) => ({ currency }));
  expect(usableAccounts(accounts).map(({ currency }) => currency)).toEqual(['USD', 'EUR']);
});
