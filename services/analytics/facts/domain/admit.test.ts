import { expect, it } from 'vitest';
import { admit } from './admit.ts';
import type { Line } from './normalise.ts';

const line = (number: number, campaignId: string, currency: string): Line => ({
  line: number,
  fact: {
    campaignId,
    platform: 'google-ads',
    date: '2026-03-01',
    hour: -1,
    adGroup: '',
    ad: '',
    keyword: '',
    grain: 0,
    currency,
    impressions: 100,
    clicks: 5,
    costMicros: 1_250_000,
    conversionsMicros: 500_000,
    valueMicros: null,
  },
});

it('admits only lines of known campaigns in their own currency, and says why not', () => {
  const lines = [line(1, 'c1', 'USD'), line(2, 'c9', 'USD'), line(3, 'c1', 'EUR'), line(4, 'c2', 'JPY')];
  const known = new Map([
    ['c1', { currency: 'USD' }],
    ['c2', { currency: null }],
  ]);
  expect(admit(lines, known)).toEqual({
    admitted: [line(1, 'c1', 'USD'), line(4, 'c2', 'JPY')],
    rejected: [
      { line: 2, code: 'CAMPAIGN_NOT_FOUND', message: 'No such campaign.' },
      { line: 3, code: 'CURRENCY_MISMATCH', message: 'The campaign is in USD, the row is in EUR.' },
    ],
  });
});
