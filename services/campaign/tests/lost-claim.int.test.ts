import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startCampaign, type CampaignStack } from './campaign-stack.ts';

let stack: CampaignStack;
beforeAll(async () => {
  stack = await startCampaign();
});
afterAll(() => stack.stop());

const sql = <Row extends object>(text: string, values: unknown[] = []) =>
  asAdministrator<Row>(stack.databases.adminUrl('campaign'), text, values);

it('a worker that lost its claim saves nothing: every step is taken once, whoever takes it', async () => {
  const team = await stack.team();
  const { id } = await stack.approved(team, { platforms: ['google-ads'] });
  stack.google.faults.arm({
    match: { method: 'POST', pathIncludes: ':mutate' },
    times: 1,
    skip: 0,
    kind: 'delay',
    ms: 700,
  });
  const params = { id, idempotencyKey: 'x' };
  const operation = await stack.call(publishingContracts.publish, params, team.owner);
  const taken = await vi.waitFor(
    async () => {
      const rows = await sql(
        `UPDATE pgboss.job SET state = 'retry', retry_count = retry_count + 1, start_after = now()
         WHERE name = 'campaign.publish' AND state = 'active' RETURNING id`,
      );
      expect(rows).toHaveLength(1);
      return rows;
    },
    { timeout: 5_000, interval: 20 },
  );
  expect(taken).toHaveLength(1);
  expect(await stack.ended(operation, team)).toMatchObject({ status: 'succeeded' });
  expect(await stack.get(id, team)).toMatchObject({ status: 'active', publishedVersion: 1 });
  const steps = await sql<{ action: string }>(
    `SELECT action FROM audit_events WHERE subject_id = $1 AND actor_kind = 'service' ORDER BY id`,
    [id],
  );
  expect(steps.map((s) => s.action)).toEqual(['campaign.prepare_done', 'campaign.publish_succeeded']);
});
