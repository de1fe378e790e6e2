import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CampaignPage, SeenCampaign, type Campaign } from '../../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { historyContracts } from '../../../contracts/campaign/history.ts';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';
import { shapes } from '../shapes.ts';
import { inputOf } from './fixtures.ts';
import { agreedTo } from '../../../tests/support/approval.ts';

let stack: CampaignStack;
let team: Team;
beforeAll(async () => {
  stack = await startCampaign();
  team = await stack.team();
});
afterAll(() => stack.stop());

const sql = <Row extends object>(text: string, values: unknown[] = []) =>
  asAdministrator<Row>(stack.databases.adminUrl('campaign'), text, values);
const rowOf = async (id: string) => (await sql('SELECT * FROM campaigns WHERE id = $1', [id]))[0];

/** The campaign as a release with a field more, also in the structure, would save it. */
async function savedByNewerRelease(id: string) {
  await sql(
    `UPDATE campaigns SET shape = 2, document = (document::jsonb || '{"tags": ["spring"]}')::json,
       structure = (structure::jsonb || '{"theme": "green"}')::json WHERE id = $1`,
    [id],
  );
  await sql(
    `UPDATE campaign_versions SET shape = 2, content = (content::jsonb || '{"tags": ["spring"]}')::json
     WHERE campaign_id = $1`,
    [id],
  );
}

describe('a campaign that a newer release saved', () => {
  it('is read without the fields that this release does not know: alone, in lists, by other services and in its history', async () => {
    const campaign = await stack.inReview(team);
    const { id } = campaign;
    await savedByNewerRelease(id);
    const { text, version, updatedAt } = await stack.call(contentContracts.read, { id }, team.owner);
    expect(SeenCampaign.parse(JSON.parse(text))).toEqual({ ...campaign, operation: null });
    expect({ version, updatedAt }).toEqual({ version: campaign.version, updatedAt: campaign.updatedAt });
    expect(await stack.get(id, team)).toEqual(campaign);
    const list = await stack.call(contentContracts.list, {}, team.owner);
    const { structure: _structure, ...summary } = campaign;
    expect(CampaignPage.parse(JSON.parse(list.text)).data).toEqual([{ ...summary, operation: null }]);
    const { campaigns } = await stack.call(contentContracts.resolve, { ids: [id] }, team.owner);
    expect(campaigns).toMatchObject([{ id, name: campaign.name }]);
    const changes = await stack.call(historyContracts.history, { id }, team.owner);
    expect(changes.data.map((change) => change.action)).toEqual(['campaign.submitted', 'campaign.created']);
  });

  it('is not written over by any change: 503, and the row stays as it is', async () => {
    const campaign = await stack.approved(team);
    const { id, version } = campaign;
    await savedByNewerRelease(id);
    const before = await rowOf(id);
    const changes = [
      () => stack.call(contentContracts.update, { id, version, campaign: inputOf(campaign) }, team.owner),
      () => stack.call(contentContracts.archive, { id, version }, team.owner),
      () => stack.call(publishingContracts.publish, { id, idempotencyKey: 'newer' }, team.owner),
    ];
    for (const change of changes)
      await expect(change()).rejects.toMatchObject({
        code: 'DEPENDENCY_UNAVAILABLE',
        public: { detail: expect.stringContaining('newer version') as string, retryAfterSeconds: 30 },
      });
    const other = await stack.inReview(team);
    await savedByNewerRelease(other.id);
    const decisions = [
      () => stack.call(reviewContracts.approve, agreedTo(other), team.colleague),
      () => stack.call(reviewContracts.reject, { id: other.id, note: 'No' }, team.colleague),
    ];
    for (const decision of decisions)
      await expect(decision()).rejects.toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
    expect(await rowOf(id)).toEqual(before);
    expect(await sql('SELECT 1 FROM operations WHERE campaign_id = $1', [id])).toEqual([]);
  });
});

describe('an operation that a newer release saved', () => {
  const REVIVE = `UPDATE pgboss.job SET state = 'created', start_after = now(), completed_on = NULL
    WHERE name = 'campaign.publish' AND data->>'operationId' = $1 AND id = (
      SELECT id FROM pgboss.job WHERE name = 'campaign.publish' AND data->>'operationId' = $1
      ORDER BY created_on DESC LIMIT 1)`;
  const WAITING = `SELECT id FROM pgboss.job WHERE name = 'campaign.publish' AND state = 'created'
    AND data->>'operationId' = $1 AND start_after > now() + interval '20 seconds'`;
  const operationRow = async (id: string) => (await sql('SELECT * FROM operations WHERE id = $1', [id]))[0];

  it('waits unchanged for a node of that release, and goes on from there', async () => {
    const { id } = await stack.approved(team, { platforms: ['google-ads'] });
    const params = { id, idempotencyKey: crypto.randomUUID() };
    const operation = await stack.call(publishingContracts.publish, params, team.owner);
    await stack.ended(operation, team);
    await sql(`UPDATE campaigns SET status = 'publishing', document = $2 WHERE id = $1`, [
      id,
      await documentIn('publishing', id),
    ]);
    await sql(
      `UPDATE operations SET shape = ${shapes.operation.number + 1}, status = 'running', result = NULL, position = 0,
         progress = '{"done": 0, "total": 2, "step": "prepare", "estimate": "1 min"}' WHERE id = $1`,
      [operation.id],
    );
    const before = await operationRow(operation.id);
    await sql(REVIVE, [operation.id]);
    await vi.waitFor(async () => expect(await sql(WAITING, [operation.id])).toHaveLength(1), {
      timeout: 10_000,
      interval: 50,
    });
    expect(await operationRow(operation.id)).toEqual(before);
    const read = await stack.call(publishingContracts.operation, { id: operation.id }, team.owner);
    expect(read.progress).toEqual({ done: 0, total: 2, step: 'prepare' });
    const today = [operation.id, read.progress, shapes.operation.number];
    await sql('UPDATE operations SET shape = $3, progress = $2 WHERE id = $1', today);
    await sql(REVIVE, [operation.id]);
    expect(await stack.ended(operation, team)).toMatchObject({ status: 'succeeded' });
  });

  async function documentIn(status: Campaign['status'], id: string) {
    const { structure: _structure, ...document } = await stack.get(id, team);
    return { ...document, status };
  }
});
