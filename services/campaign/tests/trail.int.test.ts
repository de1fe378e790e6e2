import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { historyContracts } from '../../../contracts/campaign/history.ts';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';
import { agreedTo } from '../../../tests/support/approval.ts';
import { inputOf } from './fixtures.ts';

type Row = { action: string; actor_kind: string; actor_id: string; subject_kind: string; detail: object };

let stack: CampaignStack;
let team: Team;
beforeAll(async () => {
  stack = await startCampaign();
  team = await stack.team();
});
afterAll(() => stack.stop());

/** The audit rows of a campaign, oldest first, as they are in the table. */
const trailOf = (id: string) =>
  asAdministrator<Row>(
    stack.databases.adminUrl('campaign'),
    `SELECT action, actor_kind, actor_id, subject_kind, detail FROM audit_events WHERE subject_id = $1 ORDER BY id`,
    [id],
  );
/** What the history says of a campaign's newest change. */
const newest = async (id: string) =>
  (await stack.call(historyContracts.history, { id, limit: 1 }, team.owner)).data[0];

describe('the trail of a campaign', () => {
  it("keeps an approver's note, also after the approval is void", async () => {
    const submitted = await stack.inReview(team);
    const { id } = submitted;
    const approval = { ...agreedTo(submitted), note: 'Agreed with finance' };
    await stack.call(reviewContracts.approve, approval, team.colleague);
    expect(await newest(id)).toMatchObject({
      action: 'campaign.approved',
      actor: { kind: 'user', id: team.colleague.userId },
      version: 1,
      fields: [
        { path: 'status', before: 'in_review', after: 'approved' },
        { path: 'review.note', before: null, after: 'Agreed with finance' },
      ],
    });
    expect((await trailOf(id)).at(-1)).toEqual({
      action: 'campaign.approved',
      actor_kind: 'user',
      actor_id: team.colleague.userId,
      subject_kind: 'campaign',
      detail: { version: 1, writes: null, status: ['in_review', 'approved'], note: 'Agreed with finance' },
    });
  });

  it('says nothing of a note that nobody wrote', async () => {
    const { id } = await stack.approved(team);
    const change = await newest(id);
    expect(change?.fields.map((field) => field.path)).toEqual(['status']);
  });

  it('names the version and hash that a pause or a resume is about, not those of a newer version', async () => {
    const { id, version } = await stack.live(team);
    const [published] = (await stack.call(historyContracts.history, { id, limit: 1 }, team.owner)).data;
    const hash = published?.hash;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const campaign = { ...inputOf(await stack.get(id, team)), name: 'Not published yet' };
    await stack.call(contentContracts.update, { id, version, campaign }, team.owner);
    const submitted = await stack.call(reviewContracts.submit, { id }, team.owner);
    await stack.call(reviewContracts.approve, agreedTo(submitted), team.colleague);
    await stack.ended(await stack.call(publishingContracts.pause, { id }, team.owner), team);
    const asked = { id, idempotencyKey: crypto.randomUUID() };
    await stack.ended(await stack.call(publishingContracts.resume, asked, team.owner), team);
    const { data } = await stack.call(historyContracts.history, { id, limit: 5 }, team.owner);
    expect(data.map((change) => [change.action, change.version, change.hash === hash])).toEqual([
      ['campaign.resume_succeeded', 1, true],
      ['campaign.resume_requested', 1, true],
      ['campaign.pause_succeeded', 1, true],
      ['campaign.pause_requested', 1, true],
      ['campaign.approved', 2, false],
    ]);
  });

  it('names the operation that was asked for, of which version, and every step that it took', async () => {
    const { id } = await stack.live(team);
    const rows = (await trailOf(id)).filter(({ detail }) => 'operationId' in detail);
    const operationId = (rows[0]?.detail as { operationId: string }).operationId;
    expect(rows.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ['campaign.publish_requested', team.owner.userId],
      ['campaign.prepare_done', 'campaign'],
      ['campaign.publish_succeeded', 'campaign'],
    ]);
    for (const { detail } of rows)
      expect(detail).toMatchObject({ operationId, kind: 'publish', published: 1 });
    const { data } = await stack.call(historyContracts.history, { id, limit: 3 }, team.owner);
    expect(data.map(({ action, actor, onBehalfOf }) => [action, actor.kind, onBehalfOf])).toEqual([
      ['campaign.publish_succeeded', 'service', team.owner.userId], // a job did it, and for whom
      ['campaign.prepare_done', 'service', team.owner.userId],
      ['campaign.publish_requested', 'user', null],
    ]);
    expect(rows.map(({ detail }) => (detail as { campaignStatus: string }).campaignStatus)).toEqual([
      'publishing',
      'publishing',
      'active',
    ]);
    const asked = await asAdministrator<{ requested_by: string }>(
      stack.databases.adminUrl('platforms'),
      'SELECT DISTINCT requested_by FROM ops WHERE campaign_id = $1',
      [id],
    );
    expect(asked).toEqual([{ requested_by: team.owner.userId }]); // the person, although a job asked the platforms
    const done = await asAdministrator<{ action: string; for: string }>(
      stack.databases.adminUrl('platforms'),
      `SELECT DISTINCT action, detail->>'onBehalfOf' AS "for" FROM audit_events WHERE subject_id = $1`,
      [id],
    );
    expect(done).toEqual([{ action: 'submission.done', for: team.owner.userId }]);
  });
});
