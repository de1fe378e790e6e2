import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { historyContracts } from '../../../contracts/campaign/history.ts';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { addDays, dayOf } from '../../../lib/time.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';
import { complete, draft, inputOf } from './fixtures.ts';
import { agreedTo } from '../../../tests/support/approval.ts';

let stack: CampaignStack;
let team: Team;
beforeAll(async () => {
  stack = await startCampaign();
  team = await stack.team();
});
afterAll(() => stack.stop());

const create = (campaign: ReturnType<typeof draft>) =>
  stack.call(contentContracts.create, { campaign }, team.owner);
const submitNew = async (overrides: Parameters<typeof complete>[0]) => {
  const { id } = await create(complete({ adAccounts: team.adAccounts, ...overrides }));
  return stack.call(reviewContracts.submit, { id }, team.owner);
};

describe('ad accounts of a draft', () => {
  it('are checked when they are named', async () => {
    const unknown = draft({ adAccounts: { 'google-ads': crypto.randomUUID() } });
    await expect(create(unknown)).rejects.toMatchObject({ code: 'AD_ACCOUNT_NOT_FOUND' });
    const swapped = draft({ adAccounts: { 'google-ads': team.adAccounts['linkedin-ads'] } });
    await expect(create(swapped)).rejects.toMatchObject({ code: 'AD_ACCOUNT_NOT_FOUND' });
    const euros = draft({
      adAccounts: team.adAccounts,
      budget: { dailyMicros: 50_000_000, currency: 'EUR' },
    });
    await expect(create(euros)).rejects.toMatchObject({
      code: 'CAMPAIGN_CURRENCY_MISMATCH',
      public: { errors: [{ path: 'budget.currency' }] },
    });
    const mine = await create(draft());
    for (const [campaign, code] of [
      [unknown, 'AD_ACCOUNT_NOT_FOUND'],
      [euros, 'CAMPAIGN_CURRENCY_MISMATCH'],
    ] as const)
      await expect(
        stack.call(contentContracts.update, { id: mine.id, version: 1, campaign }, team.owner),
      ).rejects.toMatchObject({ code });
  });

  it('of another organisation are not found', async () => {
    const other = await stack.team();
    const campaign = draft({ adAccounts: other.adAccounts });
    await expect(create(campaign)).rejects.toMatchObject({ code: 'AD_ACCOUNT_NOT_FOUND' });
  });
});

describe('campaign.submit', () => {
  it('hands in the version with the hash of what will be published', async () => {
    const submitted = await submitNew({});
    expect(submitted).toMatchObject({
      status: 'in_review',
      version: 1,
      review: { version: 1, state: 'in_review', submittedBy: team.owner.userId, decidedBy: null },
    });
    const plan = await stack.call(publishingContracts.plan, { id: submitted.id }, team.owner);
    expect(plan.hash).toBe(submitted.review?.hash);
  });

  it('fills in the only ad account, as a version of its own', async () => {
    const single = await stack.team();
    const { data } = await stack.call(adAccountContracts.adAccounts, { limit: 100 }, single.owner);
    for (const account of data.filter((a) => !Object.values(single.adAccounts).includes(a.id)))
      await stack.call(adAccountContracts.disconnect, { id: account.id }, single.owner);
    const { id } = await stack.call(contentContracts.create, { campaign: complete() }, single.owner);
    const submitted = await stack.call(reviewContracts.submit, { id }, single.owner);
    expect(submitted).toMatchObject({ version: 2, adAccounts: single.adAccounts, review: { version: 2 } });
  });

  it('names everything that is missing at once', async () => {
    const { id } = await create(draft());
    const refused = stack.call(reviewContracts.submit, { id }, team.owner);
    await expect(refused).rejects.toMatchObject({
      code: 'CAMPAIGN_INCOMPLETE',
      public: {
        errors: ['structure', 'declarations', 'adAccounts.google-ads', 'adAccounts.linkedin-ads'].map(
          (path) => expect.objectContaining({ path }) as object,
        ),
      },
    });
  });

  it('refuses a start in the past and what a platform would refuse, by the path in the campaign', async () => {
    const yesterday = addDays(dayOf(new Date()), -3);
    await expect(submitNew({ schedule: { startDate: yesterday } })).rejects.toMatchObject({
      code: 'CAMPAIGN_INCOMPLETE',
      public: { errors: [expect.objectContaining({ path: 'schedule.startDate', code: 'START_IN_PAST' })] },
    });
    const linkedInOnly = complete().structure?.adGroups.map((g) => ({ ...g, ads: g.ads.slice(1) })) ?? [];
    await expect(submitNew({ structure: { adGroups: linkedInOnly } })).rejects.toMatchObject({
      code: 'CAMPAIGN_INCOMPLETE',
      public: { errors: [expect.objectContaining({ code: 'ADS_MISSING', path: 'structure.adGroups' })] },
    });
  });

  it("refuses a budget below a platform's floor under its own code", async () => {
    await expect(submitNew({ budget: { dailyMicros: 4_000_000, currency: 'USD' } })).rejects.toMatchObject({
      code: 'CAMPAIGN_BELOW_PLATFORM_FLOOR',
      public: { errors: [expect.objectContaining({ path: 'budget.split.1.dailyMicros' })] },
    });
  });

  it('refuses another currency, an account that is gone, a second submission and what is not there', async () => {
    const { id } = await submitNew({});
    await expect(stack.call(reviewContracts.submit, { id }, team.owner)).rejects.toMatchObject({
      code: 'CAMPAIGN_STATE_CONFLICT',
    });
    await expect(stack.call(reviewContracts.submit, { id }, stack.person())).rejects.toMatchObject({
      code: 'CAMPAIGN_NOT_FOUND',
    });
    const other = await stack.team();
    const adAccounts = other.adAccounts;
    const created = await stack.call(
      contentContracts.create,
      { campaign: complete({ adAccounts }) },
      other.owner,
    );
    await stack.call(adAccountContracts.disconnect, { id: adAccounts['google-ads'] }, other.owner);
    await expect(stack.call(reviewContracts.submit, { id: created.id }, other.owner)).rejects.toMatchObject({
      code: 'AD_ACCOUNT_NOT_FOUND',
    });
  });
});

describe('campaign.approve and campaign.reject', () => {
  it('are for another person than the one who submitted', async () => {
    const params = { ...agreedTo(await stack.inReview(team)), note: 'Looks good' };
    const approved = await stack.call(reviewContracts.approve, params, team.colleague);
    expect(approved).toMatchObject({
      status: 'approved',
      review: { state: 'approved', decidedBy: team.colleague.userId, note: 'Looks good' },
    });
  });

  it('fail closed on an own submission while the policy of the organisation cannot be read', async () => {
    const alone = await startCampaign([], {}, { policy: 'unreadable' });
    onTestFinished(() => alone.stop());
    const people = await alone.team();
    const submitted = await alone.inReview(people);
    await expect(
      alone.call(reviewContracts.approve, agreedTo(submitted), people.owner),
    ).rejects.toMatchObject({
      code: 'DEPENDENCY_UNAVAILABLE',
    });
  });

  it('bind to what the approver saw: a version that was submitted in the meantime is not approved by it', async () => {
    const seen = await stack.inReview(team);
    const { id, version } = seen;
    const dearer = { ...inputOf(seen), budget: { dailyMicros: 90_000_000, currency: 'USD' } };
    await stack.call(contentContracts.update, { id, version, campaign: dearer }, team.owner);
    await stack.call(reviewContracts.submit, { id }, team.owner);
    await expect(stack.call(reviewContracts.approve, agreedTo(seen), team.colleague)).rejects.toMatchObject({
      code: 'APPROVAL_VERSION_STALE',
      status: 409,
    });
    expect(await stack.get(id, team)).toMatchObject({
      status: 'in_review',
      review: { version: version + 1 },
    });
  });

  it('that name nothing are refused, and whoever asked is told where the hash is read', async () => {
    const { id } = await stack.inReview(team);
    const asked = { id } as { id: string; hash: string }; // a client of an earlier release
    await expect(stack.call(reviewContracts.approve, asked, team.colleague)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      status: 422,
      public: {
        errors: [
          {
            path: 'hash',
            code: 'FIELD_MISSING',
            message: expect.stringContaining('review.hash of GET /api/campaigns/{id}') as string,
          },
        ],
      },
    });
    expect(await stack.get(id, team)).toMatchObject({ status: 'in_review' });
  });

  it('are void after any edit', async () => {
    const approved = await stack.approved(team);
    const { id } = approved;
    const campaign = { ...inputOf(approved), name: 'Other' };
    const edited = await stack.call(contentContracts.update, { id, version: 1, campaign }, team.owner);
    expect(edited).toMatchObject({ status: 'draft', version: 2, review: null });
    await expect(
      stack.call(publishingContracts.publish, { id, idempotencyKey: 'x' }, team.owner),
    ).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    await expect(
      stack.call(reviewContracts.approve, agreedTo(approved), team.colleague),
    ).rejects.toMatchObject({
      code: 'CAMPAIGN_STATE_CONFLICT',
    });
  });

  it('send a rejected version back to its writer, with the reason, to hand in again', async () => {
    const { id } = await stack.inReview(team);
    const rejected = await stack.call(reviewContracts.reject, { id, note: 'Too dear' }, team.colleague);
    expect(rejected).toMatchObject({ status: 'draft', review: { state: 'rejected', note: 'Too dear' } });
    await expect(
      stack.call(reviewContracts.reject, { id, note: 'Again' }, team.colleague),
    ).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    expect(await stack.call(reviewContracts.submit, { id }, team.owner)).toMatchObject({
      status: 'in_review',
    });
  });

  it('find nothing of another organisation', async () => {
    const submitted = await stack.inReview(team);
    const { id } = submitted;
    const stranger = stack.person();
    await expect(stack.call(reviewContracts.approve, agreedTo(submitted), stranger)).rejects.toMatchObject({
      code: 'CAMPAIGN_NOT_FOUND',
    });
    await expect(stack.call(reviewContracts.reject, { id, note: 'x' }, stranger)).rejects.toMatchObject({
      code: 'CAMPAIGN_NOT_FOUND',
    });
  });
});

describe('campaign.plan', () => {
  it('tells what publishing would send and the most that it may cost', async () => {
    const startDate = addDays(dayOf(new Date()), 5);
    const schedule = { startDate, endDate: addDays(startDate, 9) };
    const { id } = await stack.inReview(team, {
      schedule,
      budget: { dailyMicros: 40_000_000, currency: 'USD' },
    });
    const plan = await stack.call(publishingContracts.plan, { id }, team.owner);
    expect(plan.platforms).toMatchObject([
      {
        platform: 'google-ads',
        adAccountId: team.adAccounts['google-ads'],
        dailyMicros: 20_000_000,
        adGroups: 1,
        ads: 1,
        keywords: 1,
      },
      { platform: 'linkedin-ads', dailyMicros: 20_000_000, ads: 1, keywords: 0 },
    ]);
    expect(plan.platforms[0]?.changes).toContainEqual({
      path: 'dailyMicros',
      words: 'the daily budget',
      before: null,
      after: 20_000_000,
    });
    expect(plan.worstCase).toMatchObject({ dailyMicros: 70_000_000, days: 10, currency: 'USD' });
    expect(plan.checks.every((check) => check.severity !== 'error')).toBe(true);
  });

  it('of an incomplete draft says what is missing', async () => {
    const { id } = await create(draft());
    const plan = await stack.call(publishingContracts.plan, { id }, team.owner);
    expect(plan.checks.map((check) => check.path)).toEqual(['structure', 'declarations']);
    await expect(stack.call(publishingContracts.plan, { id }, stack.person())).rejects.toMatchObject({
      code: 'CAMPAIGN_NOT_FOUND',
    });
  });
});

describe('campaign.history', () => {
  it('tells who changed what, newest first, page by page', async () => {
    const submitted = await stack.inReview(team);
    const { id } = submitted;
    await stack.call(reviewContracts.reject, { id, note: 'Too dear' }, team.colleague);
    const campaign = { ...inputOf(submitted), name: 'Cheaper' };
    await stack.call(contentContracts.update, { id, version: 1, campaign }, team.owner);
    const first = await stack.call(historyContracts.history, { id, limit: 3 }, team.owner);
    expect(first.data).toMatchObject([
      {
        action: 'campaign.updated',
        version: 2,
        actor: { kind: 'user', id: team.owner.userId },
        fields: [{ path: 'name', before: 'Spring sale', after: 'Cheaper' }],
      },
      {
        action: 'campaign.rejected',
        actor: { id: team.colleague.userId },
        fields: [
          { path: 'status', before: 'in_review', after: 'draft' },
          { path: 'review.note', after: 'Too dear' },
        ],
      },
      { action: 'campaign.submitted', fields: [{ path: 'status', before: 'draft', after: 'in_review' }] },
    ]);
    const cursor = first.page.nextCursor ?? '';
    const rest = await stack.call(historyContracts.history, { id, limit: 3, cursor }, team.owner);
    expect(rest).toMatchObject({
      data: [{ action: 'campaign.created', fields: [] }],
      page: { nextCursor: null },
    });
  });

  it('is not there for another organisation, and refuses a cursor of something else', async () => {
    const { id } = await create(draft());
    await expect(stack.call(historyContracts.history, { id }, stack.person())).rejects.toMatchObject({
      code: 'CAMPAIGN_NOT_FOUND',
    });
    await expect(stack.call(historyContracts.history, { id, cursor: 'x' }, team.owner)).rejects.toMatchObject(
      { code: 'CURSOR_INVALID' },
    );
  });
});
