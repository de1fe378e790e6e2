import { describe, expect, it } from 'vitest';
import { floorsIn, unknownFloors } from './floors.ts';

describe('the smallest daily budgets that advice keeps to', () => {
  it('are those of the rules, for each ad group that LinkedIn runs', () => {
    expect(floorsIn('USD')).toEqual({ 'google-ads': 1_000_000, 'linkedin-ads': 10_000_000 });
    expect(floorsIn('GBP', { 'google-ads': 3, 'linkedin-ads': 3 })).toEqual({
      'google-ads': 1_000_000,
      'linkedin-ads': 24_000_000,
    });
  });

  it.each(['CAD', 'CHF', 'JPY'])('are not known in %s, which is said', (currency) => {
    expect(floorsIn(currency)).toEqual({});
    expect(unknownFloors(['linkedin-ads'], floorsIn(currency), currency)).toBe(
      ` The smallest daily budget of LinkedIn Ads in ${currency} is not known here; the platform has the last word.`,
    );
  });

  it('need no word where all are known', () => {
    expect(unknownFloors(['google-ads', 'linkedin-ads'], floorsIn('EUR'), 'EUR')).toBe('');
  });
});
