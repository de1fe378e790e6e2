import { expect, it } from 'vitest';
import { type Fact, WHOLE_DAY } from './fact.ts';
import { canonicalOf, roundsOf } from './groups.ts';

const edge = (campaignId: string, intoId: string) => ({ campaignId, intoId });
const fact = (campaignId: string, clicks: number, date = '2026-01-01'): Fact => ({
  campaignId,
  platform: 'google-ads',
  date,
  hour: WHOLE_DAY,
  adGroup: '',
  ad: '',
  keyword: '',
  grain: 0,
  currency: 'USD',
  impressions: null,
  clicks,
  costMicros: null,
  conversionsMicros: null,
  valueMicros: null,
});

it('follows links to their end', () => {
  const canonical = canonicalOf([edge('a', 'b'), edge('b', 'c'), edge('x', 'y')]);
  expect(Object.fromEntries(canonical)).toEqual({ a: 'c', b: 'c', c: 'c', x: 'y', y: 'y' });
  expect(canonicalOf([])).toEqual(new Map());
});

it('never follows links in a circle', () => {
  expect(() => canonicalOf([edge('a', 'b'), edge('b', 'a')])).toThrow('circle');
});

it('tells members apart, and lets the later of two tellings of one key stand in a later round', () => {
  const canonical = new Map([
    ['a', 'c'],
    ['c', 'c'],
  ]);
  const facts = [fact('a', 1), fact('other', 2), fact('c', 3), fact('a', 4, '2026-01-02')];
  expect(roundsOf(facts, canonical)).toEqual([
    {
      told: [facts[0], facts[3]],
      effective: [fact('c', 1), facts[1], fact('c', 4, '2026-01-02')],
    },
    { told: [facts[2]], effective: [fact('c', 3)] },
  ]);
});
