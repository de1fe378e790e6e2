import { describe, expect, it } from 'vitest';
import type { ShareObject } from './share.ts';
import { madeWords, type MadePart } from './written-words.ts';

const applied: ShareObject[] = [
  { key: 'budget', kind: 'budget', name: 'Spring', path: '', value: 1, fields: { dailyMicros: 150_000_000 } },
  {
    ...{ key: 'ad-group/a', kind: 'ad-group', name: 'Payroll', path: 'adGroups.0', value: 'Payroll' },
    fields: { dailyMicros: 75_000_000, targeting: 'x' },
  },
];
const wrote = (key: string, field: string, value: unknown) => ({
  ...{ key, field, value, opId: 'op', answered: true },
});
const said = (made: Partial<MadePart>) =>
  madeWords({ fields: [], objects: [], applied, currency: 'EUR', isInDoubt: false, ...made });

describe('what was made of a change that ended without the rest', () => {
  it.each<[string, Partial<MadePart>]>([
    ['Nothing of this change was made.', {}],
    [
      'The daily budget was lowered to 120.00 EUR; nothing else of this change was made.',
      { fields: [wrote('budget', 'dailyMicros', 120_000_000)] },
    ],
    [
      'The daily budget was lowered to 120.00 EUR; whether anything else of this change was made is not known.',
      { fields: [wrote('budget', 'dailyMicros', 120_000_000)], isInDoubt: true },
    ],
    ['Whether anything of this change was made is not known.', { isInDoubt: true }],
    [
      'The daily budget of ad group “Payroll” was raised to 80.00 EUR; the audience of ad group “Payroll” was changed; nothing else of this change was made.',
      {
        fields: [wrote('ad-group/a', 'dailyMicros', 80_000_000), wrote('ad-group/a', 'targeting', 'y')],
      },
    ],
    [
      'The last day was moved to 2026-12-01; the total budget was taken away; nothing else of this change was made.',
      { fields: [wrote('campaign', 'schedule.endDate', '2026-12-01'), wrote('budget', 'totalMicros', null)] },
    ],
    [
      'Ad “One” was made, and does not serve; ad “Two” was made or changed; keyword “crm” was removed; nothing else of this change was made.',
      {
        objects: [
          { kind: 'ad', name: 'One', state: 'created' },
          { kind: 'ad', name: 'Two', state: 'active' },
          { kind: 'keyword', name: 'crm', state: 'removed' },
        ],
      },
    ],
  ])('is said: %s', (words, made) => {
    expect(said(made)).toBe(words);
  });
});
