import { describe, expect, it } from 'vitest';
import { type ImportCase, outcomeOf } from './testing/import-case.ts';
import { columns } from './testing/cases/columns.ts';
import { currencies } from './testing/cases/currencies.ts';
import { dates } from './testing/cases/dates.ts';
import { files } from './testing/cases/files.ts';
import { numbers, plausible } from './testing/cases/numbers.ts';
import { periods } from './testing/cases/periods.ts';
import { segments } from './testing/cases/segments.ts';
import { totals } from './testing/cases/totals.ts';
import { workbooks } from './testing/cases/workbooks.ts';

const TOPICS: Readonly<Record<string, readonly ImportCase[]>> = {
  totals,
  dates,
  periods,
  segments,
  numbers,
  'figures that are odd': plausible,
  headers: columns,
  currencies,
  files,
  workbooks,
};

/** Every file is booked with the figures that it tells, or is refused or warned of: nothing of it is wrong in silence. */
describe.each(Object.entries(TOPICS))('%s', (_topic, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const outcome = await outcomeOf(one);
    if ('refused' in one || 'refused' in outcome) {
      const sentence = 'refused' in outcome ? outcome.refused.source.replace(/\\(.)/g, '$1') : 'was read';
      expect(sentence).toMatch('refused' in one ? one.refused : /^was read$/);
      return;
    }
    const { name: _, file: __, said: ___, ...wanted } = one;
    const { facts, ...said } = outcome;
    expect({ ...said, ...(one.facts ? { facts } : {}) }).toEqual({
      warnings: [],
      rejected: [],
      status: 'succeeded',
      ...wanted,
    });
  });
});
