import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { addDays, dayOf } from '../../../lib/time.ts';
import type { VendorServer } from '@sip/ad-sandbox/vendor-server';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startCampaign, type CampaignStack, type Team } from './campaign-stack.ts';
import { complete, inputOf } from './fixtures.ts';
import { agreedTo } from '../../../tests/support/approval.ts';

let stack: CampaignStack;
beforeAll(async () => {
  stack = await startCampaign();
});
afterAll(() => stack.stop());
afterEach(async () => {
  stack.google.faults.clear();
  stack.linkedIn.faults.clear();
  await Promise.all([stack.google.objects.reset(), stack.linkedIn.objects.reset()]);
});

const refuse = (match: { method: string; pathIncludes?: string; bodyIncludes?: string }) => ({
  match,
  times: 1,
  skip: 0,
  kind: 'refuse' as const,
  ms: 0,
});
const key = () => crypto.randomUUID();
const statuses = (c: { publications: { platform: string; status: string }[] }) =>
  Object.fromEntries(c.publications.map((p) => [p.platform, p.status]));

const publish = (id: string, team: Team) =>
  stack.call(publishingContracts.publish, { id, idempotencyKey: key() }, team.owner);
/** Campaigns that Google would serve now. */
const serving = (google: VendorServer) =>
  google.objects.all().filter(({ kind, fields }) => kind === 'campaign' && fields['status'] === 'ENABLED');

describe('campaign.publish', () => {
  it('makes, verifies and then activates the approved version on both platforms', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team);
    const operation = await stack.call(
      publishingContracts.publish,
      { id, idempotencyKey: key() },
      team.owner,
    );
    expect(operation).toMatchObject({ kind: 'publish', campaignId: id, status: 'pending', result: null });
    const ended = await stack.ended(operation, team);
    expect(ended).toMatchObject({
      status: 'succeeded',
      error: null,
      progress: { done: 2, total: 2, step: 'done' },
    });
    const campaign = await stack.get(id, team);
    expect(campaign).toMatchObject({ status: 'active', publishedVersion: 1 });
    expect(statuses(campaign)).toEqual({ 'google-ads': 'active', 'linkedin-ads': 'active' });
    expect(ended.result?.publications).toEqual(campaign.publications);
    expect(campaign.publications.every((p) => p.externalId !== null && p.version === 1)).toBe(true);
  });

  it('activates nothing when one platform refuses, says which, and can be tried again', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team);
    stack.linkedIn.faults.arm(refuse({ method: 'POST', pathIncludes: '/rest/adAccounts/' }));
    const failed = await stack.ended(await publish(id, team), team);
    expect(failed).toMatchObject({
      status: 'failed',
      error: { message: expect.stringMatching(/^LinkedIn Ads: /) as string },
    });
    const campaign = await stack.get(id, team);
    expect(campaign).toMatchObject({ status: 'failed', publishedVersion: null });
    expect(statuses(campaign)).toEqual({ 'google-ads': 'verified', 'linkedin-ads': 'failed' });
    expect(campaign.publications.find((p) => p.platform === 'linkedin-ads')?.error).not.toBeNull();
    expect(serving(stack.google)).toEqual([]);

    stack.linkedIn.faults.clear();
    expect(await stack.ended(await publish(id, team), team)).toMatchObject({
      status: 'succeeded',
      error: null,
    });
    expect(await stack.get(id, team)).toMatchObject({ status: 'active', publishedVersion: 1 });
  });

  it('publishes again in the ad account that the approved version names, when the first one took nothing', async () => {
    const team = await stack.team();
    const [inEuros] = (await stack.connect('linkedin-ads', team.owner)).filter((a) => a.currency === 'EUR');
    const adAccounts = { 'linkedin-ads': inEuros?.id ?? '' };
    const first = await stack.approved(team, { platforms: ['linkedin-ads'] });
    const { id } = first;
    stack.linkedIn.faults.arm(refuse({ method: 'POST', pathIncludes: '/rest/adAccounts/' }));
    expect(await stack.ended(await publish(id, team), team)).toMatchObject({ status: 'failed' });
    const budget = { dailyMicros: 50_000_000, currency: 'EUR' };
    const campaign = { ...inputOf(first), adAccounts, budget };
    await stack.call(contentContracts.update, { id, version: 1, campaign }, team.owner);
    await stack.approve(id, team);
    expect(await stack.ended(await publish(id, team), team)).toMatchObject({ status: 'succeeded' });
    const [publication] = (await stack.get(id, team)).publications;
    expect(publication).toMatchObject({ adAccountId: inEuros?.id, status: 'active', version: 2 });
  });

  it('asks a person to look when one platform serves and the other could not be activated; pausing stops it', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team);
    stack.linkedIn.faults.arm({ ...refuse({ method: 'POST', bodyIncludes: '"ACTIVE"' }), times: 50 });
    const ended = await stack.ended(await publish(id, team), team);
    expect(ended).toMatchObject({ kind: 'publish', status: 'needs_review' });
    const campaign = await stack.get(id, team);
    expect(campaign).toMatchObject({ status: 'needs_review', publishedVersion: 1 });
    expect(statuses(campaign)).toMatchObject({ 'google-ads': 'active' });
    expect(statuses(campaign)['linkedin-ads']).not.toBe('active');
    stack.linkedIn.faults.clear();
    await stack.ended(await stack.call(publishingContracts.pause, { id }, team.owner), team);
    expect((await stack.get(id, team)).status).toBe('paused');
  });

  it('publishes a new version of a live campaign as an update, and status says all along what is live', async () => {
    const team = await stack.team();
    const first = await stack.live(team);
    const { id } = first;
    const campaign = { ...inputOf(first), budget: { dailyMicros: 80_000_000, currency: 'USD' } };
    const edited = await stack.call(contentContracts.update, { id, version: 1, campaign }, team.owner);
    expect(edited).toMatchObject({ status: 'active', version: 2, publishedVersion: 1, review: null });
    await expect(publish(id, team)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    const inReview = await stack.call(reviewContracts.submit, { id }, team.owner);
    expect(inReview).toMatchObject({ status: 'active', review: { state: 'in_review', version: 2 } });
    await stack.call(reviewContracts.approve, agreedTo(inReview), team.colleague);
    const operation = await publish(id, team);
    expect(operation.kind).toBe('update');
    expect(await stack.ended(operation, team)).toMatchObject({ status: 'succeeded' });
    const after = await stack.get(id, team);
    expect(after).toMatchObject({ status: 'active', publishedVersion: 2 });
    expect(after.publications.map((p) => p.version)).toEqual([2, 2]);
    await expect(publish(id, team)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
  });

  it('a resume that failed is not tried again for another version than the one that was to be resumed', async () => {
    const team = await stack.team();
    const first = await stack.live(team);
    const { id } = first;
    const pause = async () =>
      stack.ended(await stack.call(publishingContracts.pause, { id }, team.owner), team);
    await pause();
    stack.linkedIn.faults.arm({ ...refuse({ method: 'POST', bodyIncludes: '"ACTIVE"' }), times: 50 });
    const params = { id, idempotencyKey: key() };
    const resuming = await stack.call(publishingContracts.resume, params, team.owner);
    const failed = await stack.ended(resuming, team);
    expect(['failed', 'needs_review']).toContain(failed.status);
    stack.linkedIn.faults.clear();
    await pause();
    const campaign = { ...inputOf(first), budget: { dailyMicros: 80_000_000, currency: 'USD' } };
    await stack.call(contentContracts.update, { id, version: 1, campaign }, team.owner);
    await stack.approve(id, team);
    expect(await stack.ended(await publish(id, team), team)).toMatchObject({ status: 'succeeded' });
    await pause();
    const retry = { id: failed.id, idempotencyKey: key() };
    await expect(stack.call(publishingContracts.retry, retry, team.owner)).rejects.toMatchObject({
      code: 'CAMPAIGN_STATE_CONFLICT',
      public: { detail: expect.stringContaining('another version by now') as string },
    });
    expect((await stack.get(id, team)).status).toBe('paused');
  });

  it('removes the campaign from a platform that a new version leaves out', async () => {
    const team = await stack.team();
    const first = await stack.live(team);
    const { id } = first;
    const campaign = {
      ...inputOf(first),
      platforms: ['google-ads' as const],
      adAccounts: { 'google-ads': team.adAccounts['google-ads'] },
      budget: { dailyMicros: 50_000_000, currency: 'USD' },
    };
    await stack.call(contentContracts.update, { id, version: 1, campaign }, team.owner);
    await stack.approve(id, team);
    expect(await stack.ended(await publish(id, team), team)).toMatchObject({ status: 'succeeded' });
    const after = await stack.get(id, team);
    expect(statuses(after)).toEqual({ 'google-ads': 'active', 'linkedin-ads': 'removed' });
    expect(after).toMatchObject({ status: 'active', publishedVersion: 2 });
  });
});

describe('a campaign with an end', () => {
  const admin = (sql: string, values: unknown[]) =>
    asAdministrator(stack.databases.adminUrl('campaign'), sql, values);

  it('is completed when its last day is over, and may then be archived', async () => {
    const team = await stack.team();
    const startDate = addDays(dayOf(new Date()), 2);
    const schedule = { startDate, endDate: addDays(startDate, 5) };
    const { id } = await stack.live(team, { platforms: ['google-ads'], schedule });
    const look = `UPDATE pgboss.job SET start_after = now() WHERE name = 'campaign.publish' AND state = 'created'
      AND singleton_key = $1 AND start_after > now() + interval '7 days' RETURNING id`;
    await admin(
      `UPDATE campaign_versions SET content = jsonb_set(content::jsonb, '{schedule,endDate}', '"2020-01-01"')::json
       WHERE campaign_id = $1`,
      [id],
    );
    expect(await admin(look, [id])).toHaveLength(1);
    await vi.waitFor(async () => expect((await stack.get(id, team)).status).toBe('completed'), {
      timeout: 8_000,
      interval: 100,
    });
    // what a platform holds, people can let serve there: it is stopped with proof and removed first
    const removing = await stack.call(contentContracts.archive, { id, version: 1 }, team.owner);
    expect(await stack.ended(removing as Operation, team)).toMatchObject({
      kind: 'remove',
      status: 'succeeded',
    });
    expect((await stack.get(id, team)).status).toBe('archived');
  });
});

it('publishing and resuming start nothing whose hash is not the one that was named, as from a page of yesterday', async () => {
  const team = await stack.team();
  const { id, review } = await stack.approved(team, { platforms: ['google-ads'] });
  const old = { id, hash: review?.hash ?? '' };
  const campaign = await stack.get(id, team);
  const raised = { ...inputOf(campaign), budget: { dailyMicros: 90_000_000, currency: 'USD' } };
  await stack.call(contentContracts.update, { id, campaign: raised, version: campaign.version }, team.owner);
  const { hash } = agreedTo(await stack.approve(id, team));
  const stale = { code: 'APPROVAL_VERSION_STALE', status: 409 };
  const asked = (named: { id: string; hash?: string }) => ({ ...named, idempotencyKey: key() });
  await expect(stack.call(publishingContracts.publish, asked(old), team.owner)).rejects.toMatchObject(stale);
  expect(stack.google.objects.all()).toEqual([]);
  expect((await stack.call(publishingContracts.plan, { id }, team.owner)).hash).toBe(hash);
  await stack.ended(await stack.call(publishingContracts.publish, asked({ id, hash }), team.owner), team);
  await stack.ended(await stack.call(publishingContracts.pause, { id }, team.owner), team);
  await expect(stack.call(publishingContracts.resume, asked(old), team.owner)).rejects.toMatchObject(stale);
  expect(serving(stack.google)).toEqual([]);
  await stack.ended(await stack.call(publishingContracts.resume, asked({ id, hash }), team.owner), team);
  expect(serving(stack.google)).not.toEqual([]);
});

describe('campaign.pause and campaign.resume', () => {
  it('stop a live campaign and let it serve again', async () => {
    const team = await stack.team();
    const { id } = await stack.live(team);
    expect(serving(stack.google)).not.toEqual([]);
    const pausing = await stack.call(publishingContracts.pause, { id }, team.owner);
    expect(await stack.ended(pausing, team)).toMatchObject({ kind: 'pause', status: 'succeeded' });
    const paused = await stack.get(id, team);
    expect(paused.status).toBe('paused');
    expect(statuses(paused)).toEqual({ 'google-ads': 'paused', 'linkedin-ads': 'paused' });
    const resuming = await stack.call(publishingContracts.resume, { id, idempotencyKey: key() }, team.owner);
    expect(await stack.ended(resuming, team)).toMatchObject({ kind: 'resume', status: 'succeeded' });
    expect((await stack.get(id, team)).status).toBe('active');
  });

  it('are refused where there is nothing to pause or to resume', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team);
    await expect(stack.call(publishingContracts.pause, { id }, team.owner)).rejects.toMatchObject({
      code: 'CAMPAIGN_STATE_CONFLICT',
    });
    await expect(
      stack.call(publishingContracts.resume, { id, idempotencyKey: key() }, team.owner),
    ).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
  });
});

describe('beginning an operation', () => {
  it('answers the first operation to the same key, also when it has ended', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team, { platforms: ['google-ads'] });
    const params = { id, idempotencyKey: 'go' };
    const first = await stack.call(publishingContracts.publish, params, team.owner);
    await expect(stack.call(publishingContracts.publish, params, team.owner)).resolves.toEqual(first);
    await stack.ended(first, team);
    await expect(stack.call(publishingContracts.publish, params, team.owner)).resolves.toEqual(first);
    await expect(
      stack.call(publishingContracts.publish, { ...params, id: crypto.randomUUID() }, team.owner),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('lets one of many begin', async () => {
    const team = await stack.team();
    const { id } = await stack.approved(team, { platforms: ['google-ads'] });
    const begun = await Promise.allSettled(Array.from({ length: 5 }, () => publish(id, team)));
    const won = begun.filter((b) => b.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const lost of begun.filter((b) => b.status === 'rejected'))
      expect(lost.reason).toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    if (won[0]) await stack.ended(won[0].value, team);
  });

  it('is refused to a draft, and nothing of another organisation is there', async () => {
    const [team, stranger] = [await stack.team(), stack.person('owner')];
    const draft = await stack.call(contentContracts.create, { campaign: complete() }, team.owner);
    await expect(publish(draft.id, team)).rejects.toMatchObject({ code: 'CAMPAIGN_STATE_CONFLICT' });
    const { id } = await stack.approved(team, { platforms: ['google-ads'] });
    const operation = await publish(id, team);
    for (const contract of [publishingContracts.publish, publishingContracts.resume])
      await expect(stack.call(contract, { id, idempotencyKey: 'x' }, stranger)).rejects.toMatchObject({
        code: 'CAMPAIGN_NOT_FOUND',
      });
    await expect(stack.call(publishingContracts.pause, { id }, stranger)).rejects.toMatchObject({
      code: 'CAMPAIGN_NOT_FOUND',
    });
    await expect(
      stack.call(publishingContracts.operation, { id: operation.id }, stranger),
    ).rejects.toMatchObject({ code: 'OPERATION_NOT_FOUND' });
    await stack.ended(operation, team);
  });
});
