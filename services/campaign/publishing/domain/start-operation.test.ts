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
import type { StoredOperation } from './operation.ts';
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
      'There is no ad account for Google Ads.',
    ],
    [
      'an ad account is missing where one was before',
      approved({ adAccounts: {}, publications: [publication('google-ads', 'removed')] }),
      false,
      'There is no ad account for Google Ads.',
    ],
  ])('is refused when %s', (_, campaign, busy, detail) => {
    expect(() => startPublish(storedCampaign(campaign, busy), origin)).toThrow(conflict(detail));
  });
});

describe('pause', () => {
  const live = campaignIn({ status: 'active', publishedVersion: 1, publications: both('active') });
  const running = (campaign: Campaign): StoredOperation => ({
    ...startPublish(storedCampaign(campaign), origin).started,
    shape: 1,
    cancelRequestedBy: null,
  });

  it('leaves the campaign as it is until the platforms have answered', () => {
    const { campaign, started } = startPause(storedCampaign(live), null, origin);
    expect(campaign).toEqual({ ...live, updatedAt });
    const steps = [
      { name: 'pause', submissions: [{ kind: 'pause', platforms: ['google-ads', 'linkedin-ads'] }] },
    ];
    expect(started).toMatchObject({ operation: { kind: 'pause', status: 'pending' }, steps, position: 0 });
  });

  it('of a campaign that is being published says of each platform that it is not proved to be as approved', () => {
    const draft = approved();
    const publishing = startPublish(storedCampaign(draft), origin).campaign;
    const { campaign, started } = startPause(storedCampaign(publishing, true), running(draft), origin);
    expect(campaign.status).toBe('publishing');
    expect(campaign.publications.map(({ status, error }) => [status, error?.code])).toEqual([
      ['publishing', 'SUPERSEDED'],
      ['publishing', 'SUPERSEDED'],
    ]);
    expect(started.steps[0]?.submissions[0]?.platforms).toEqual(['google-ads', 'linkedin-ads']);
  });

  it.each(['publishing', 'active', 'paused', 'failed', 'needs_review'] as const)(
    'is accepted in status %s, because something may serve or be made to on the platform',
    (status) => {
      expect(startPause(storedCampaign({ ...live, status }), null, origin).started.steps).toHaveLength(1);
    },
  );

  it.each<[string, Campaign, string]>([
    [
      'nothing was published',
      { ...live, status: 'draft', publications: [] },
      'There is nothing on the platforms to pause.',
    ],
    ['nothing is there', { ...live, publications: [] }, 'There is nothing on the platforms to pause.'],
  ])('is refused when %s', (_, refused, detail) => {
    expect(() => startPause(storedCampaign(refused), null, origin)).toThrow(conflict(detail));
  });
});

describe('resume', () => {
  const paused = campaignIn({ status: 'paused', publishedVersion: 1, publications: both('paused') });
  const unproved = { code: 'SUPERSEDED', message: 'x' };
  const notProved =
    'google-ads is not proved to hold the version that was approved; publish the approved version first.';

  it('leaves the campaign as it is until the platforms have answered', () => {
    const { campaign, started } = startResume(storedCampaign(paused), origin);
    expect(campaign).toEqual({ ...paused, updatedAt });
    const steps = [
      { name: 'activate', submissions: [{ kind: 'resume', platforms: ['google-ads', 'linkedin-ads'] }] },
    ];
    expect(started).toMatchObject({ operation: { kind: 'resume', status: 'pending' }, version: 1, steps });
  });

  it.each<[string, Campaign, boolean, string]>([
    [
      'it serves',
      { ...paused, status: 'active' },
      false,
      'A campaign in status active does not allow resume.',
    ],
    ['an operation runs', paused, true, 'Another operation of this campaign is running.'],
    [
      'nothing is there',
      { ...paused, publications: [] },
      false,
      'There is nothing on the platforms to resume.',
    ],
    [
      'a change of it was cut short',
      { ...paused, publications: [publication('google-ads', 'paused', { error: unproved })] },
      false,
      notProved,
    ],
    ['it was never whole', { ...paused, publishedVersion: null }, false, notProved],
    [
      'a platform holds another version than the approved one',
      { ...paused, publications: [publication('google-ads', 'paused', { version: 2 })] },
      false,
      notProved,
    ],
  ])('is refused when %s', (_, refused, busy, detail) => {
    expect(() => startResume(storedCampaign(refused, busy), origin)).toThrow(conflict(detail));
  });
});
