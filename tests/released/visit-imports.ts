import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import { expectAnswer } from './house.ts';
import type { Visitor } from './visitor.ts';

type Imported = { id: string; status: string; changes: { after: { clicks: number } }[] };
const FILE = 'Day,Campaign,Currency code,Impr.,Clicks,Cost\n2026-11-20,"Taken back",USD,10,7,1.00\n';

/** Imports a file, after a look at what it would change, and takes it back. */
export async function importAndTakeBack(owner: Visitor): Promise<void> {
  const send = async (query: string) => {
    const headers = { 'content-type': 'text/csv' };
    const path = `/api/analytics/imports?platform=google-ads${query}`;
    const { body } = await owner.ask<Imported>('POST', path, { raw: FILE, headers });
    return until(
      () => owner.read<Imported>(`/api/analytics/imports/${body.id}`),
      ({ status }) => !['pending', 'running'].includes(status),
    );
  };
  const preview = await send('&mode=preview');
  expect(preview.status).toBe('previewed');
  const done = await send('');
  expect(done).toMatchObject({ status: 'succeeded', changes: preview.changes });
  await expectAnswer(owner, 202, 'POST', `/api/analytics/imports/${done.id}/undo`);
  await until(
    () => owner.read<{ data: Imported[] }>('/api/analytics/imports?limit=1'),
    ({ data }) => data[0]?.id === done.id && data[0].status === 'undone',
  );
  await sayWhatStood(owner);
}

/** Reads what reports show as of now, and asks what deleting a day would change. */
async function sayWhatStood(owner: Visitor): Promise<void> {
  const at = new Date().toISOString();
  const { data } = await owner.read<{ data: { then: object; now: object }[] }>(
    `/api/analytics/as-of?at=${at}&from=2026-11-01&to=2026-11-30&groupBy=campaign,date`,
  );
  for (const { then, now } of data) expect(then).toEqual(now);
  const body = { from: '2026-11-20', to: '2026-11-20', mode: 'preview' };
  const path = '/api/analytics/figures/deletions';
  const { id } = await expectAnswer<Imported>(owner, 202, 'POST', path, { body });
  await until(
    () => owner.read<Imported>(`/api/analytics/imports/${id}`),
    ({ status }) => status === 'previewed',
  );
}
