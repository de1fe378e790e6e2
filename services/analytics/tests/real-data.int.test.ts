import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { reportContracts } from '../../../contracts/analytics/reports.ts';
import { metricRow, startAnalytics } from './campaign-stand-in.ts';

/** A real advertiser's quarter; it may be used for tests but not shipped, so it lies beside the project. */
const FILE = join(
  import.meta.dirname,
  '../../../../shared/data/ads-2020/online_advertising_performance_data.csv',
);
const MONTHS: Record<string, string> = { April: '04', May: '05', June: '06' };

type Sums = { displays: bigint; clicks: bigint; cost: bigint; conversions: bigint };
const none: Sums = { displays: 0n, clicks: 0n, cost: 0n, conversions: 0n };
const add = (a: Sums, b: Sums): Sums => ({
  displays: a.displays + b.displays,
  clicks: a.clicks + b.clicks,
  cost: a.cost + b.cost,
  conversions: a.conversions + b.conversions,
});

/** Sums of the file by a key of its cells; money as micros, cut at the sixth decimal. */
function sumFile(text: string, keyOf: (cells: string[]) => string): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const line of text.trim().split('\n').slice(1)) {
    const cells = line.trim().split(',');
    const [whole = '0', fraction = ''] = (cells[7] ?? '').split('.');
    const row = {
      displays: BigInt(cells[6] ?? 0),
      clicks: BigInt(cells[8] ?? 0),
      cost: BigInt(whole) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0')),
      conversions: BigInt(cells[10] ?? 0),
    };
    sums.set(keyOf(cells), add(sums.get(keyOf(cells)) ?? none, row));
  }
  return sums;
}

it('reports a real quarter of 15,403 lines to the micro', async (ctx) => {
  if (!existsSync(FILE))
    return ctx.skip('shared/data/ads-2020 is not beside the project: real data not checked');
  const stack = await startAnalytics();
  ctx.onTestFinished(() => stack.stop());
  const person = stack.person('owner');
  const text = await readFile(FILE, 'utf8');
  const campaigns = new Map<string, string>();
  const idOf = (name: string) => {
    const id = campaigns.get(name) ?? stack.campaigns.add(person.organizationId, { name });
    campaigns.set(name, id);
    return id;
  };
  const lines = sumFile(text, (c) => JSON.stringify([c[0], c[1], c[2], c[4], c[5]]));
  const rows = [...lines].map(([key, sums]) => {
    const [month = '', day = '', name = '', banner, placement] = JSON.parse(key) as string[];
    return metricRow(idOf(name), `2020-${MONTHS[month]}-${day.padStart(2, '0')}`, {
      ...(banner ? { adGroup: banner } : {}),
      ...(placement ? { ad: placement } : {}),
      impressions: Number(sums.displays),
      clicks: Number(sums.clicks),
      costMicros: Number(sums.cost),
      conversions: Number(sums.conversions),
      conversionValueMicros: 0,
    });
  });
  for (let at = 0; at < rows.length; at += 1_000) {
    const batch = rows.slice(at, at + 1_000);
    const answer = await stack.call(factContracts.ingest, { rows: batch, firstLine: at + 1 }, person);
    expect(answer).toEqual({ accepted: batch.length, rejectedCount: 0, rejected: [] });
  }
  const range = { from: '2020-04-01', to: '2020-06-30' };
  const expected = sumFile(text, (c) => c[2] ?? '');
  for (const [name, id] of campaigns) {
    const { totals } = await stack.call(reportContracts.campaign, { id, ...range }, person);
    const sums = expected.get(name) ?? none;
    expect(totals).toMatchObject([
      { impressions: Number(sums.displays), clicks: Number(sums.clicks), costMicros: Number(sums.cost) },
    ]);
    expect(totals[0]?.conversions).toBe(Number(sums.conversions));
  }
});
