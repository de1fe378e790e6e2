import { expect, it } from 'vitest';
import { chargeOf } from './cost.ts';

function counted() {
  const log: string[] = [];
  const charge = chargeOf({
    take: async (points) => void log.push(`take ${points}`),
    spend: async (points) => void log.push(`spend ${points}`),
  });
  return { charge, log };
}
const MIB = 1024 * 1024;

it('a request costs nothing more up to a thousand rows or a MiB, and one for each after that', async () => {
  const { charge, log } = counted();
  await charge({ rows: 999, bytes: 0 });
  expect(log).toEqual([]);
  await charge({ rows: 1, bytes: 0 });
  await charge({ rows: 2_500, bytes: 3.75 * MIB });
  expect(log).toEqual(['take 1', 'take 6']);
});

it('many small parts cost as much as one large one', async () => {
  const { charge, log } = counted();
  for (let i = 0; i < 40; i += 1) await charge({ rows: 100, bytes: MIB / 40, spent: true });
  expect(log).toEqual(['spend 1', 'spend 1', 'spend 1', 'spend 1', 'spend 1']);
});
