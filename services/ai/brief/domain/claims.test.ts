import { describe, expect, it } from 'vitest';
import { briefOf } from '../../tests/briefs.ts';
import { claimEvidence, superlatives, unsupportedClaims } from './claims.ts';
import { numberFacts } from './numbers.ts';

const evidence = claimEvidence(
  briefOf({
    description: 'Used by 1,000 teams. Saves 30% of the time. From $9 a month. Award-winning support.',
    claims: ['14-day free trial', 'We guarantee delivery', 'The best rated CRM of 2025'],
  }),
);
const found = (text: string) => unsupportedClaims(text, evidence).map((c) => c.text);

describe('a claim needs its source in the brief', () => {
  it.each([
    ['Save 40% today', '40%'],
    ['Only $8 a month', '$8'],
    ['Only €9 a month', '€9'],
    ['Save 30 hours', '30'],
    ['Used by 10,000 teams', '10,000'],
    ['５0% off', '50%'],
    ['The fastest CRM', 'fastest'],
    ['Our #1 choice', '1'],
    ['Certified experts', 'certified'],
    ['Twice the revenue', 'twice'],
    ['Better than Salesforce', 'better than'],
    ['Unlimited users', 'unlimited'],
    ['Die günstigste Lösung', 'günstigste'],
    ['Le meilleur logiciel', 'meilleur'],
    ['El mejor programa', 'mejor'],
    ['Jetzt kostenlos testen', 'kostenlos'],
    ['Most trusted', 'most trusted'],
  ])('%s is refused for %s', (text, claim) => expect(found(text)).toContain(claim));

  it.each([
    '14-day free trial',
    'Used by 1.000 teams',
    'Used by 1000 teams',
    'Save 30 % of your time',
    'From 9 USD a month',
    'Delivery guaranteed',
    'The best rated CRM',
    'Award-winning support',
    'Feel free to ask',
    'Talk to our team',
  ])('%s is taken', (text) => expect(found(text)).toEqual([]));

  it('superlatives are named even when the brief has them', () => {
    expect(superlatives('The best rated CRM')).toEqual(['best']);
  });
});

it.each([
  ['1,000', '1000', ''],
  ['1.000.000', '1000000', ''],
  ['2.50 €', '2.5', 'EUR'],
  ['EUR 12', '12', 'EUR'],
  ['30 Prozent', '30', '%'],
  ['3x', '3', 'x'],
  ['٣٠', '30', ''],
])('the number %s is read as %s %s', (text, value, unit) => {
  expect(numberFacts(text)).toMatchObject([{ value, unit }]);
});
