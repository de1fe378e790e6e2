import { describe, expect, it } from 'vitest';
import { ACCOUNT_ACCESSES, HOLD_CODES, type AccountState } from '../contracts/platforms/ad-accounts.ts';
import { PLATFORMS } from '../contracts/values.ts';
import { accountRefusal } from './account-access.ts';

describe.each(PLATFORMS)('an ad account on %s', (platform) => {
  it.each(HOLD_CODES.flatMap((code) => ACCOUNT_ACCESSES.map((access) => [code, access] as const)))(
    'that is held (%s) takes nothing, whatever the access (%s), and the platform says why',
    (code, access) => {
      const state: AccountState = { access, hold: { code, sentence: 'Look at the billing.' } };
      expect(accountRefusal(platform, state)).toEqual({
        code: 'AD_ACCOUNT_HELD',
        message: 'Nothing serves in this ad account now. Look at the billing.',
      });
    },
  );

  it.each([
    ['full', null],
    ['unknown', null],
    ['limited', 'AD_ACCOUNT_READ_ONLY'],
    ['read_only', 'AD_ACCOUNT_READ_ONLY'],
  ] as const)('with the access %s answers %s', (access, code) => {
    expect(accountRefusal(platform, { access, hold: null })?.code ?? null).toBe(code);
  });
});
