import { describe, expect, it } from 'vitest';
import type { Campaign, CampaignStatus, Publication } from '../../../../contracts/campaign/campaign.ts';
import { ACCOUNT, ANN, AT, BOB, campaignIn, draftContent, publication } from './testing/content.ts';
import { archiveCampaign, editCampaign, newCampaign, requireVersion, withUpdatedAt } from './versions.ts';

const code = (wanted: string) => expect.objectContaining({ code: wanted }) as Error;
const later = new Date(AT.getTime() + 60_000);

it('a new campaign is version 1 of a draft that nobody reviewed or published', () => {
  expect(newCampaign(draftContent(), { id: BOB, createdBy: ANN, createdAt: AT })).toEqual({
    ...draftContent(),
    id: BOB,
    status: 'draft',
    review: null,
    publishedVersion: null,
    publications: [],
    version: 1,
    createdBy: ANN,
    createdAt: AT.toISOString(),
    updatedAt: AT.toISOString(),
  });
});

it('a change is for the version that was read', () => {
  const campaign = campaignIn({ version: 3 });
  expect(() => requireVersion(campaign, 3)).not.toThrow();
  for (const stale of [2, 4]) expect(() => requireVersion(campaign, stale)).toThrow(code('VERSION_STALE'));
  expect(() => requireVersion(campaign, undefined)).toThrow(code('PRECONDITION_REQUIRED'));
});

describe('the moment of a change', () => {
  it.each([
    ['is now', AT.getTime() + 60_000, AT.getTime() + 60_000],
    ['is a millisecond after the change before, also with both in one', AT.getTime(), AT.getTime() + 1],
    ['never goes back with a clock', AT.getTime() - 60_000, AT.getTime() + 1],
  ])('%s', (_, now, wanted) => {
    const campaign = campaignIn();
    const updatedAt = new Date(wanted).toISOString();
    expect(withUpdatedAt(campaign, new Date(now))).toEqual({ ...campaign, updatedAt });
  });
});

describe('an edit', () => {
  const reviewed = {
    version: 4,
    state: 'approved' as const,
    submittedBy: ANN,
    submittedAt: AT.toISOString(),
    decidedBy: BOB,
    decidedAt: AT.toISOString(),
    note: null,
    hash: 'x',
  };
  it('makes the next version with its content, whose review starts again', () => {
    const campaign = campaignIn({ status: 'approved', version: 4, review: reviewed });
    const content = draftContent({ name: 'Summer sale' });
    expect(editCampaign(campaign, content, later)).toEqual({
      ...campaign,
      ...content,
      status: 'draft',
      review: null,
      version: 5,
      updatedAt: later.toISOString(),
    });
  });

  it('leaves a published campaign as live as it was', () => {
    const campaign = campaignIn({ status: 'paused', publishedVersion: 4, version: 4, review: reviewed });
    expect(editCampaign(campaign, draftContent(), later)).toMatchObject({ status: 'paused', version: 5 });
  });

  it('is refused where the status does not allow it', () => {
    for (const status of ['publishing', 'completed', 'archived'] as const)
      expect(() => editCampaign(campaignIn({ status }), draftContent(), later)).toThrow(
        `A campaign in status ${status} does not allow edit.`,
      );
  });
});

describe('the ad account of a platform', () => {
  const held = (overrides: Partial<Publication>): Campaign =>
    campaignIn({ status: 'paused', publications: [publication('google-ads', 'paused', overrides)] });
  const moveTo = (accounts: Campaign['adAccounts'], campaign: Campaign) => () =>
    editCampaign(campaign, draftContent({ adAccounts: accounts }), later);

  it('cannot change while the platform holds the campaign', () => {
    const attempt = moveTo({ 'google-ads': BOB }, held({}));
    expect(attempt).toThrow(code('CAMPAIGN_STATE_CONFLICT'));
    expect(attempt).toThrow(
      'The campaign is published in another ad account of Google Ads; make a new campaign.',
    );
  });

  it.each<[string, Campaign['adAccounts'], Campaign]>([
    ['is the same', { 'google-ads': ACCOUNT }, held({})],
    ['is not named any more', {}, held({})],
    ['is of another platform', { 'linkedin-ads': BOB }, held({})],
    ['never held anything', { 'google-ads': BOB }, held({ externalId: null })],
    ['holds nothing any more', { 'google-ads': BOB }, held({ status: 'removed' })],
  ])('may be named in an edit when it %s', (_, accounts, campaign) => {
    expect(moveTo(accounts, campaign)().adAccounts).toEqual(accounts);
  });
});

describe('archiving', () => {
  it.each<CampaignStatus>(['draft', 'in_review', 'approved', 'paused', 'completed', 'failed'])(
    'puts a campaign in %s away, without its review',
    (status) => {
      const campaign = campaignIn({ status, publications: [publication('google-ads', 'paused')] });
      expect(archiveCampaign(campaign, later)).toEqual({
        ...campaign,
        status: 'archived',
        review: null,
        updatedAt: later.toISOString(),
      });
    },
  );

  it('gives the same campaign the second time', () => {
    const archived = campaignIn({ status: 'archived' });
    expect(archiveCampaign(archived, later)).toBe(archived);
  });
});
