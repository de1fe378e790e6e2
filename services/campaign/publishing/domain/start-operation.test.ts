import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { contentHash } from '../../content/domain/content.ts';
import {
  ACCOUNT,
  ANN,
  AT,
  BOB,
  campaignIn,
  publication,
  storedCampaign,
} from '../../content/domain/testing/content.ts';
import { startPause, startPublish, startResume } from './start-operation.ts';

const later = new Date(AT.getTime() + 60_000);
const updatedAt = later.toISOString();
const origin = { id: BOB, requestedBy: ANN, at: later };

/** A campaign whose current version is approved. */
function approved(overrides: Partial<Campaign> = {}): Campaign {
  const campaign = campaignIn({ status: 'approved', ...overrides });
  const submitted = { submittedBy: ANN, submittedAt: AT.toISOString(), note: null };
  const decided = { state: 'approved' as const, decidedBy: BOB, decidedAt: AT.toISOString() };
  const { version } = campaign;
  return { ...campaign, review: { version, ...submitted, ...decided, hash: contentHash(campaign) } };
}
const both = (status: 'active' | 'paused') => [
  publication('google-ads', status),
  publication('linkedin-ads', status),
];
const conflict = (detail: string) =>
  expect.objectContaining({ code: 'CAMPAIGN_STATE_CONFLICT', public: { detail } }) as Error;

describe('publishing', () => {
  it('of a campaign that no platform holds makes it on each of them', () => {
    const campaign = approved();
    const { campaign: after, started } = startPublish(storedCampaign(campaign), origin);
    const made = { version: 1, status: 'publishing', externalId: null, error: null, updatedAt };
    expect(after).toEqual({
      ...campaign,
      status: 'publishing',
      publications: [
        { platform: 'google-ads', adAccountId: ACCOUNT, ...made },
        { platform: 'linkedin-ads', adAccountId: ACCOUNT, ...made },
      ],
      updatedAt,
    });
    expect(started).toMatchObject({ operation: { kind: 'publish', status: 'pending' }, version: 1 });
    expect(started.steps.map((step) => step.name)).toEqual(['prepare', 'activate']);
  });

  it('of a live campaign is an update, and what serves goes on showing that it does', () => {
    const campaign = approved({
      status: 'active',
      version: 2,
      publishedVersion: 1,
      publications: both('active'),
    });
    const { campaign: after, started } = startPublish(storedCampaign(campaign), origin);
    expect(after).toEqual({ ...campaign, updatedAt });
    expect(started).toMatchObject({ operation: { kind: 'update', id: BOB }, version: 2, requestedBy: ANN });
  });

  it('on one platform more makes it there and leaves what is held as it is', () => {
    const held = publication('google-ads', 'paused');
    const campaign = approved({ status: 'paused', version: 2, publishedVersion: 1, publications: [held] });
    const [google, linkedIn, ...more] = startPublish(storedCampaign(campaign), origin).campaign.publications;
    expect(google).toBe(held);
    expect(linkedIn).toMatchObject({ platform: 'linkedin-ads', status: 'publishing', version: 2 });
    expect(more).toEqual([]);
  });

  it('again after one platform failed shows that this one is tried again, without its error', () => {
    const error = { code: 'NO', message: 'no' };
    const failed = publication('linkedin-ads', 'failed', { error });
    const verified = publication('google-ads', 'verified');
    const campaign = approved({ status: 'failed', publications: [verified, failed] });
    expect(startPublish(storedCampaign(campaign), origin).campaign.publications).toEqual([
      verified,
      { ...failed, status: 'publishing', error: null, updatedAt },
    ]);
  });

  it('goes to the ad account that the version names, also where another one was tried or held it before', () => {
    const tried = publication('google-ads', 'failed', { adAccountId: BOB, externalId: null });
    const held = publication('linkedin-ads', 'removed', { adAccountId: BOB });
    const campaign = approved({ publications: [tried, held] });
    expect(startPublish(storedCampaign(campaign), origin).campaign.publications).toEqual(
      [tried, held].map((p) => ({
        ...p,
        adAccountId: ACCOUNT,
        externalId: null,
        status: 'publishing',
        updatedAt,
      })),
    );
  });

  it.each<[string, Campaign, boolean, string]>([
    [
      'the status does not allow it',
      approved({ status: 'publishing' }),
      false,
      'A campaign in status publishing does not allow publish.',
    ],
    ['an operation runs', approved(), true, 'Another operation of this campaign is running.'],
    [
      'nobody approved the version',
      campaignIn({ status: 'approved' }),
      false,
      'The current version is not approved.',
    ],
    [
      'the platforms hold the version',
      approved({ status: 'active', publishedVersion: 1, publications: both('active') }),
      false,
      'The platforms hold this version already.',
    ],
    [
      'an ad account is missing',
      approved({ adAccounts: {} }),
      false,
      'There is no ad account for google-ads.',
    ],
    [
      'an ad account is missing where one was before',
      approved({ adAccounts: {}, publications: [publication('google-ads', 'removed')] }),
      false,
      'There is no ad account for google-ads.',
    ],
  ])('is refused when %s', (_, campaign, busy, detail) => {
    expect(() => startPublish(storedCampaign(campaign, busy), origin)).toThrow(conflict(detail));
  });
});

describe.each([
  {
    kind: 'pause',
    start: startPause,
    campaign: campaignIn({ status: 'active', publishedVersion: 1, publications: both('active') }),
    steps: [{ name: 'pause', submissions: [{ kind: 'pause', platforms: ['google-ads', 'linkedin-ads'] }] }],
    wrong: 'draft',
  },
  {
    kind: 'resume',
    start: startResume,
    campaign: campaignIn({ status: 'paused', publishedVersion: 1, publications: both('paused') }),
    steps: [
      { name: 'activate', submissions: [{ kind: 'resume', platforms: ['google-ads', 'linkedin-ads'] }] },
    ],
    wrong: 'active',
  },
] as const)('$kind', ({ kind, start, campaign, steps, wrong }) => {
  it('leaves the campaign as it is until the platforms have answered', () => {
    const { campaign: after, started } = start(storedCampaign(campaign), origin);
    expect(after).toEqual({ ...campaign, updatedAt });
    expect(started).toMatchObject({ operation: { kind, status: 'pending' }, version: 1, steps, position: 0 });
  });

  it.each<[string, Campaign, boolean, string]>([
    [
      'the status does not allow it',
      { ...campaign, status: wrong },
      false,
      `A campaign in status ${wrong} does not allow ${kind}.`,
    ],
    ['an operation runs', campaign, true, 'Another operation of this campaign is running.'],
    [
      'nothing is there for it',
      { ...campaign, publications: [] },
      false,
      `There is nothing on the platforms to ${kind}.`,
    ],
  ])('is refused when %s', (_, refused, busy, detail) => {
    expect(() => start(storedCampaign(refused, busy), origin)).toThrow(conflict(detail));
  });
});
