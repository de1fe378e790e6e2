import { afterAll, beforeAll, expect, it } from 'vitest';
import { wordContracts } from '../../../contracts/ai/words.ts';
import { type Stack, startStack } from '../../../tests/support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ services: ['ai'] });
});
afterAll(() => stack.stop());

const proposal = {
  change: { kind: 'lower_budget' as const, dailyMicros: 40_000_000, split: [] },
  evidence: {
    windowDays: 28,
    from: '2026-10-01',
    to: '2026-10-28',
    facts: [{ label: 'Cost per conversion', value: 42_100_000, unit: 'micros' }],
    probabilityBetter: 0.93,
    factVersion: 3,
    method: 'response curve',
  },
  expected: { low: -2, expected: -1, high: 0, unit: 'conversions' },
  costIfWrong: { amountMicros: 12_000_000, currency: 'EUR' },
  validForDays: 7,
};
const ask = (proposals: unknown[], as = stack.person('viewer')) =>
  stack.call(
    wordContracts.explain,
    { campaignName: 'Spring', currency: 'EUR', proposals: proposals as never },
    as,
  );

it('each proposal gets a title and an explanation, in order', async () => {
  const { texts } = await ask([
    proposal,
    { ...proposal, costIfWrong: { amountMicros: 1_000_000, currency: 'EUR' } },
  ]);
  expect(texts.map((t) => t.title)).toEqual(['Lower the daily budget', 'Lower the daily budget']);
  expect(texts[0]?.explanation).toContain('42.10 EUR');
  expect(texts[1]?.explanation).toContain('about 1.00 EUR');
});

it('nothing to explain is no text', async () => {
  expect(await ask([])).toEqual({ texts: [] });
});

it('a proposal of another shape is refused', async () => {
  await expect(ask([{ ...proposal, change: { kind: 'double_budget' } }])).rejects.toMatchObject({
    code: 'REQUEST_INVALID',
  });
});

it('nobody is answered without signing in', async () => {
  const params = { campaignName: 'Spring', currency: 'EUR', proposals: [] };
  await expect(stack.call(wordContracts.explain, params)).rejects.toMatchObject({ code: 'TOKEN_MISSING' });
});
