import { describe, expect, it } from 'vitest';
import type { AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import type { Check } from '../../../../contracts/structure.ts';
import { accountsOf, withOnlyAccounts } from '../../content/domain/accounts.ts';
import { contentFaults, dayIn, requireComplete, scheduleFaults } from './completeness.ts';
import { desiredOn, pathInCampaign } from '../../publishing/domain/desired.ts';
import { ACCOUNT, ANN, BOB, draftContent } from '../../content/domain/testing/content.ts';

const account = (overrides: Partial<AdAccount> = {}): AdAccount => ({
  id: ACCOUNT,
  platform: 'google-ads',
  externalId: '1',
  name: 'Main',
  currency: 'USD',
  timeZone: 'UTC',
  status: 'connected',
  createdAt: '2026-01-01T00:00:00.000Z',
  ...overrides,
});
const both = [account(), account({ platform: 'linkedin-ads' })];
const check = (code: string, severity: Check['severity'] = 'error'): Check => ({
  platform: 'google-ads',
  severity,
  code,
  path: 'x',
  message: 'm',
});
const code = (wanted: string) => expect.objectContaining({ code: wanted }) as Error;

describe('ad accounts', () => {
  it('are filled in only where there is no choice', () => {
    const none = draftContent({ adAccounts: {} });
    expect(withOnlyAccounts(none, both).adAccounts).toEqual({
      'google-ads': ACCOUNT,
      'linkedin-ads': ACCOUNT,
    });
    const two = [...both, account({ id: ANN })];
    expect(withOnlyAccounts(none, two).adAccounts).toEqual({ 'linkedin-ads': ACCOUNT });
    const chosen = draftContent({ adAccounts: { 'google-ads': BOB } });
    expect(withOnlyAccounts(chosen, both).adAccounts['google-ads']).toBe(BOB);
  });
  it('must be there, in the currency of the budget, and connected', () => {
    expect(accountsOf(draftContent(), both).faults).toEqual([]);
    expect(() => accountsOf(draftContent(), both.slice(1))).toThrow(code('AD_ACCOUNT_NOT_FOUND'));
    const euros = both.map((a) => ({ ...a, currency: 'EUR' }));
    expect(() => accountsOf(draftContent(), euros)).toThrow(code('CAMPAIGN_CURRENCY_MISMATCH'));
    const lapsed = both.map((a) => ({ ...a, status: 'reauthorize' as const }));
    expect(accountsOf(draftContent(), lapsed).faults.map((f) => f.code)).toEqual([
      'RECONNECT_NEEDED',
      'RECONNECT_NEEDED',
    ]);
  });
});

describe('the schedule', () => {
  const at = new Date('2026-04-02T05:00:00.000Z');
  it.each([
    ['begins today', { startDate: '2026-04-02' }, 'UTC', false, []],
    ['began yesterday', { startDate: '2026-04-01' }, 'UTC', false, ['START_IN_PAST']],
    ['begins today where the account is', { startDate: '2026-04-01' }, 'America/Los_Angeles', false, []],
    ['began long ago and is published', { startDate: '2025-01-01' }, 'UTC', true, []],
    ['is over', { startDate: '2025-01-01', endDate: '2025-02-01' }, 'UTC', true, ['END_IN_PAST']],
  ])('%s', (_, schedule, timeZone, published, codes) => {
    const faults = scheduleFaults(draftContent({ schedule }), [account({ timeZone })], at, published);
    expect(faults.map((f) => f.code)).toEqual(codes);
  });
  it('reads a zone that nobody knows as UTC', () => {
    expect(dayIn('Nowhere/Land', at)).toBe('2026-04-02');
  });
});

describe('a complete campaign', () => {
  it('has a structure and declarations', () => {
    expect(contentFaults(draftContent({ declarations: null })).map((f) => f.path)).toEqual([
      'structure',
      'declarations',
    ]);
  });
  it('is stopped by errors, not by warnings and losses', () => {
    expect(() => requireComplete([], [check('A', 'warning'), check('B', 'loss')])).not.toThrow();
    expect(() => requireComplete([], [check('A')])).toThrow(code('CAMPAIGN_INCOMPLETE'));
  });
  it('is below a floor only when nothing else is wrong', () => {
    expect(() => requireComplete([], [check('BUDGET_BELOW_FLOOR')])).toThrow(
      code('CAMPAIGN_BELOW_PLATFORM_FLOOR'),
    );
    expect(() => requireComplete([], [check('BUDGET_BELOW_FLOOR'), check('A')])).toThrow(
      code('CAMPAIGN_INCOMPLETE'),
    );
  });
});

describe("a platform's share", () => {
  const structure = { adGroups: [{ name: 'g', keywords: [], negativeKeywords: [], ads: [] }] };
  const source = { campaignId: ANN, version: 3 };
  it('has its own daily budget and its proportion of the total', () => {
    const budget = { ...draftContent().budget, totalMicros: 100 };
    const content = draftContent({ structure, budget });
    expect(desiredOn('google-ads', content, source)).toMatchObject({
      ...source,
      dailyMicros: 10_000_000,
      totalMicros: 34,
    });
    expect(desiredOn('linkedin-ads', content, source)).toMatchObject({
      dailyMicros: 20_000_000,
      totalMicros: 66,
    });
    expect(desiredOn('google-ads', draftContent({ structure }), source)?.totalMicros).toBeNull();
  });
  it('is nothing while structure or declarations are missing', () => {
    expect(desiredOn('google-ads', draftContent(), source)).toBeNull();
    expect(desiredOn('google-ads', draftContent({ structure, declarations: null }), source)).toBeNull();
  });
  it.each([
    ['dailyMicros', 'budget.split.1.dailyMicros'],
    ['totalMicros', 'budget.totalMicros'],
    ['adGroups.0.ads', 'structure.adGroups.0.ads'],
    ['targeting.locations.0', 'targeting.locations.0'],
  ])('calls %s what the campaign calls %s', (path, wanted) => {
    expect(pathInCampaign(path, 'linkedin-ads', draftContent())).toBe(wanted);
  });
});
