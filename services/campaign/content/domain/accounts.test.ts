import { describe, expect, it } from 'vitest';
import type { AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import { accountsOf, requireCurrency, withOnlyAccounts } from './accounts.ts';
import { ACCOUNT, ANN, BOB, draftContent } from './testing/content.ts';

const account = (overrides: Partial<AdAccount> = {}): AdAccount => ({
  id: ACCOUNT,
  platform: 'google-ads',
  externalId: '1',
  name: 'Main',
  currency: 'USD',
  timeZone: 'UTC',
  status: 'connected',
  limit: null,
  managers: [],
  access: 'full',
  hold: null,
  stateReadAt: '2026-01-01T00:00:00.000Z',
  changedAt: null,
  developerToken: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...overrides,
});
const google = account();
const linkedIn = account({ platform: 'linkedin-ads' });
const none = draftContent({ adAccounts: {} });

describe('the ad account of a platform where none is chosen', () => {
  it.each<[string, AdAccount[], object]>([
    ['is the only one', [google, linkedIn], { 'google-ads': ACCOUNT, 'linkedin-ads': ACCOUNT }],
    ['stays open while none is connected', [google], { 'google-ads': ACCOUNT }],
    [
      'stays open where there is a choice',
      [google, account({ id: ANN }), linkedIn],
      { 'linkedin-ads': ACCOUNT },
    ],
  ])('%s', (_, connected, wanted) => {
    expect(withOnlyAccounts(none, connected)).toEqual({ ...none, adAccounts: wanted });
    expect(none.adAccounts).toEqual({});
  });

  it('is not asked for on a platform that the campaign does not use', () => {
    const content = draftContent({ platforms: ['linkedin-ads'], adAccounts: {} });
    expect(withOnlyAccounts(content, [google, linkedIn]).adAccounts).toEqual({ 'linkedin-ads': ACCOUNT });
  });

  it('never takes the place of one that was chosen', () => {
    const chosen = draftContent({ adAccounts: { 'google-ads': BOB } });
    expect(withOnlyAccounts(chosen, [google]).adAccounts).toEqual({ 'google-ads': BOB });
  });
});

describe('the ad accounts of a campaign', () => {
  it('are those that its platforms name, in their order', () => {
    expect(accountsOf(draftContent(), [linkedIn, google])).toEqual({
      accounts: [google, linkedIn],
      faults: [],
    });
  });

  it('must be chosen on each platform', () => {
    const content = draftContent({ adAccounts: { 'linkedin-ads': ACCOUNT } });
    expect(accountsOf(content, [google, linkedIn])).toEqual({
      accounts: [linkedIn],
      faults: [{ path: 'adAccounts.google-ads', code: 'FIELD_MISSING', message: 'Choose the ad account.' }],
    });
  });

  it('must be connected, and are known also when they have to be connected again', () => {
    const lapsed = { ...linkedIn, status: 'reauthorize' as const };
    expect(accountsOf(draftContent(), [google, lapsed])).toEqual({
      accounts: [google, lapsed],
      faults: [
        {
          path: 'adAccounts.linkedin-ads',
          code: 'RECONNECT_NEEDED',
          message: 'The ad account must be connected again.',
        },
      ],
    });
  });

  it.each<[string, AdAccount[]]>([
    ['nobody connected', [linkedIn]],
    ['another platform has', [account({ platform: 'linkedin-ads' }), linkedIn]],
    ['has another id', [account({ id: ANN }), linkedIn]],
  ])('are not found when their id is one that %s', (_, connected) => {
    expect(() => accountsOf(draftContent(), connected)).toThrow(
      expect.objectContaining({ code: 'AD_ACCOUNT_NOT_FOUND' }),
    );
  });

  it('are in the currency of the budget', () => {
    const inEuros = account({ currency: 'EUR' });
    const message = 'The ad account of Google Ads is in EUR.';
    const refusal = expect.objectContaining({
      code: 'CAMPAIGN_CURRENCY_MISMATCH',
      public: { detail: message, errors: [{ path: 'budget.currency', code: 'CURRENCY_DIFFERS', message }] },
    }) as Error;
    expect(() => requireCurrency(draftContent(), inEuros)).toThrow(refusal);
    expect(() => accountsOf(draftContent(), [inEuros, linkedIn])).toThrow(refusal);
    expect(() => requireCurrency(draftContent(), google)).not.toThrow();
  });
});
