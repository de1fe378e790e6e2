import { afterAll, beforeAll, expect, it } from 'vitest';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { type Person, startStack, type Stack } from '../../../tests/support/stack.ts';

const PERFORMANCE = '/api/analytics/performance?from=2026-03-01&to=2026-03-31';
/** More than the rows of a page. */
const CAMPAIGNS = 1_240;
let stack: Stack;
let viewer: Person;
let admin: (sql: string, values: unknown[]) => Promise<object[]>;

beforeAll(async () => {
  stack = await startStack({ services: ['gateway', 'analytics'] });
  viewer = stack.person('viewer');
  admin = (sql, values) => asAdministrator(stack.databases.adminUrl('analytics'), sql, values);
  await admin(ROLLUPS, [viewer.organizationId, CAMPAIGNS]);
  await admin('INSERT INTO fact_versions VALUES ($1, 1, now(), $2)', [viewer.organizationId, '2026-03-02']);
});
afterAll(() => stack.stop());

const ROLLUPS = `
  INSERT INTO daily_rollups (organization_id, date, campaign_id, platform, currency, impressions, clicks, cost_micros,
                             conversions_micros, value_micros)
  SELECT $1, '2026-03-02', gen_random_uuid(), 'google-ads', 'USD', i, i, 1500000 * i, 0, 0 FROM generate_series(1, $2::int) i`;

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(stack.url + path, { headers: { authorization: viewer.authorization, ...headers } });

it('a link alone gives a file of all rows, over all pages, with money in units', async () => {
  const response = await get(
    `${PERFORMANCE}&groupBy=date,campaign&metrics=costMicros&format=csv&money=units`,
  );
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/csv');
  const [head, ...lines] = (await response.text()).trimEnd().split('\r\n');
  expect(head).toBe('date,campaign,campaignName,currency,cost');
  expect(lines).toHaveLength(CAMPAIGNS);
  const costs = lines.map((line) => Number(line.split(',')[4]));
  expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe((1.5 * CAMPAIGNS * (CAMPAIGNS + 1)) / 2);
  expect(new Set(lines).size).toBe(CAMPAIGNS);
});

it.each(['/api/analytics/dashboard?from=2026-03-01&to=2026-03-31', `${PERFORMANCE}&groupBy=platform`])(
  '%s is answered with 304 until figures change',
  async (path) => {
    const first = await get(path);
    const etag = first.headers.get('etag') ?? '';
    expect([first.status, etag]).toEqual([200, expect.stringMatching(/^"[\w-]{22}"$/)]);
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    await admin('UPDATE daily_rollups SET clicks = clicks + 1 WHERE organization_id = $1', [
      viewer.organizationId,
    ]);
    await admin('UPDATE organization_days SET clicks = clicks + 1 WHERE organization_id = $1', [
      viewer.organizationId,
    ]);
    await admin('UPDATE fact_versions SET version = version + 1 WHERE organization_id = $1', [
      viewer.organizationId,
    ]);
    expect((await get(path, { 'if-none-match': etag })).status).toBe(200);
  },
);
