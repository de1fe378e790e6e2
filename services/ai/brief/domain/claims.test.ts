import { describe, expect, it } from 'vitest';
import { briefOf } from '../../tests/briefs.ts';
import { claimEvidence, makesClaim, superlatives, unsupportedClaims } from './claims.ts';

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
    ['Our # 1', '#1'],
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
    'Bestow, freedom and CRMfree',
  ])('%s is taken', (text) => expect(found(text)).toEqual([]));

  it('each is told with its kind, numbers first', () => {
    expect(unsupportedClaims('Certified: save 40%, better than X, unlimited, no cost', evidence)).toEqual([
      { kind: 'number', text: '40%' },
      { kind: 'comparison', text: 'better than' },
      { kind: 'offer', text: 'no cost' },
      { kind: 'authority', text: 'certified' },
      { kind: 'quantity', text: 'unlimited' },
    ]);
  });
});

describe('the source of a claim', () => {
  const silent = { product: 'Acme', description: 'A CRM.', audience: 'Teams', claims: ['Fair'] };
  const refused = (text: string, changes: object) =>
    unsupportedClaims(text, claimEvidence(briefOf({ ...silent, ...changes }))).map((c) => c.text);

  it.each([
    { product: 'Acme 7, certified' },
    { description: 'A certified CRM for 7.' },
    { audience: '7 certified teams' },
    { claims: ['Fair', 'Certified', 'For 7'] },
  ])('may be %j', (changes) => {
    expect(refused('Certified for 7', changes)).toEqual([]);
    expect(refused('Certified for 7', {})).toEqual(['7', 'certified']);
  });

  it('is not two parts that only stand next to each other', () => {
    expect(refused('Save 30', { product: 'Acme 3', description: '0 days to wait' })).toEqual(['30']);
  });

  it('has the same unit: hours are no percentages', () => {
    expect(refused('Save 30%', { claims: ['Save 30 hours'] })).toEqual(['30%']);
    expect(refused('Save 30%', { claims: ['Save 30 percent'] })).toEqual([]);
  });

  it.each([
    ['We guarantee it', 'It is guaranteed'],
    ['It is guaranteed', 'We guarantee it'],
    ['Mit Rabattaktionen', 'Mit Rabatten'],
    ['Mit Rabatten', 'Mit Rabattaktionen'],
    ['Die besten Teams', 'Mit bester Laune'],
    ['Number ONE', 'number one'],
    ['The #1 CRM', 'Acme is #1'],
  ])('may be another form of the word: “%s” for “%s”', (claim, text) =>
    expect(refused(text, { claims: [claim] })).toEqual([]),
  );

  it.each([
    ['A certification', 'It is certified', 'certified'],
    ['It is certified', 'A certification', 'certification'],
    ['The most loved CRM', 'The most trusted CRM', 'the most trusted'],
    ['The most trusted CRM', 'The most loved CRM', 'the most loved'],
    ['Die beste Idee', 'Die besten Teams', 'besten'],
    ['Die besten Teams', 'Die beste Idee', 'beste'],
    ['The fastest CRM', 'The cheapest CRM', 'cheapest'],
    ['The smartest CRM', 'The best CRM', 'best'],
  ])('is no other word: “%s” for “%s”', (claim, text, word) =>
    expect(refused(text, { claims: [claim] })).toEqual([word]),
  );
});

it.each([
  ['The best rated CRM', ['best']],
  ['The best free CRM, certified', ['best']],
  ['Acme is #1', ['#1']],
  ['The #1 choice', ['#1']],
  ['The # 1 choice', ['#1']],
  ['Room #12', []],
  ['Free for teams', []],
  ['Talk to us', []],
])('superlatives are named even when the brief has them: %s', (text, words) =>
  expect(superlatives(text)).toEqual(words),
);

it.each([
  ['Talk to our team', false],
  ['Feel free to ask', false],
  ['Open for 30 days', true],
  ['The free trial', true],
  ['A free trial of 30 days', true],
])('“%s” makes a claim: %s', (text, expected) => expect(makesClaim(text)).toBe(expected));
