import { expect } from 'vitest';
import type { CurrencyRate } from '../../contracts/analytics/currency-rates.ts';
import { expectAnswer } from './house.ts';
import type { Visitor } from './visitor.ts';

/** Sets rates of exchange, has a report converted by them, and removes one. */
export async function setRates(owner: Visitor): Promise<void> {
  const path = '/api/analytics/rates';
  const rate = { day: '2026-01-05', from: 'USD', to: 'GBP', rate: '0.7431', source: 'our bank' };
  const body = { rates: [rate, { ...rate, day: '2026-01-06' }] };
  expect(await expectAnswer(owner, 200, 'PUT', path, { body })).toEqual({ set: 2, unchanged: 0 });
  const { data } = await owner.read<{ data: CurrencyRate[] }>(`${path}?to=GBP`);
  expect(data).toMatchObject([{ day: '2026-01-06' }, { day: '2026-01-05' }]);
  const table = await owner.read<{ converted: object }>(
    '/api/analytics/performance?convertTo=GBP&from=2026-01-01',
  );
  expect(table.converted).toMatchObject({ to: 'GBP' });
  await expectAnswer(owner, 204, 'DELETE', `${path}/USD/GBP/2026-01-05`);
}
