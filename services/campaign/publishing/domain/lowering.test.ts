import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Applied } from '../../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { adGroup } from '../../../../rules/fixtures/examples.ts';
import {
  ACCOUNT,
  ANN,
  AT,
  campaignIn,
  draftContent,
  publication,
  storedCampaign,
} from '../../content/domain/testing/content.ts';
import { desiredOn } from './desired.ts';
import { LEFT_UNKNOWN } from './left.ts';
import { startLowering, type Known } from './lowering.ts';

const structure = { adGroups: [adGroup()] };
const published = draftContent({ structure, schedule: { startDate: '2026-04-01', endDate: '2026-05-31' } });
const origin = { id: '0197a0de-0000-7000-8000-00000000000f', requestedBy: ANN, at: AT };

/** What the ledger holds of the published version, which both platforms were proved to hold. */
const holds = (platform: Platform, overrides: Partial<Applied> = {}): Applied => ({
  platform,
  adAccountId: ACCOUNT,
  verified: desiredOn(platform, published, { campaignId: campaignIn().id, version: 1 }),
  isWhole: true,
  ...overrides,
});
const BOTH = [holds('google-ads'), holds('linkedin-ads')];

const budget = (google: number, linkedIn: number) => ({
  dailyMicros: google + linkedIn,
  currency: 'USD',
  split: [
    { platform: 'google-ads' as const, dailyMicros: google },
    { platform: 'linkedin-ads' as const, dailyMicros: linkedIn },
  ],
});
const LOWER = { budget: budget(10_000_000, 15_000_000) };

/** The published campaign, live on both platforms, with a second version. */
const second = (overrides: Partial<Campaign>): Campaign =>
  campaignIn({
    ...published,
    status: 'active',
    version: 2,
    publishedVersion: 1,
    publications: [publication('google-ads', 'active'), publication('linkedin-ads', 'active')],
    ...overrides,
  });
const start = (overrides: Partial<Campaign>, known: Partial<Known> = {}, busy = false) =>
  startLowering(
    storedCampaign(second(overrides), busy),
    { published, applied: BOTH, principal: 'machine', ...known },
    origin,
  );

describe.each(['person', 'machine'] as const)('a %s alone', (principal) => {
  it.each<[string, Partial<Campaign>]>([
    ['a daily budget', LOWER],
    ['an earlier end', { schedule: { startDate: '2026-04-01', endDate: '2026-05-01' } }],
    ['a total where there was none', { budget: { ...published.budget, totalMicros: 90_000_000 } }],
    ['both', { ...LOWER, schedule: { startDate: '2026-04-01', endDate: '2026-05-01' } }],
  ])('lowers %s, as a change of what is there that raises nothing', (_, overrides) => {
    const { campaign, started } = start(overrides, { principal });
    expect(started).toMatchObject({ version: 2, raises: false, operation: { kind: 'update' } });
    expect(started.steps).toEqual([
      { name: 'prepare', submissions: [{ kind: 'update', platforms: ['google-ads', 'linkedin-ads'] }] },
    ]);
    expect(campaign.publications).toEqual(second({}).publications);
  });

  it('lowers what is paused, which does not serve by it', () => {
    const publications = [publication('google-ads', 'paused'), publication('linkedin-ads', 'paused')];
    const { started } = start({ ...LOWER, status: 'paused', publications }, { principal });
    expect(started.steps.map(({ name }) => name)).toEqual(['prepare']);
  });

  it.each<[string, Partial<Campaign>]>([
    ['a daily budget', { budget: budget(10_000_001, 1_000_000) }],
    ['one half while the total falls', { budget: budget(1_000_000, 20_000_001) }],
    ['the end', { schedule: { startDate: '2026-04-01', endDate: '2026-06-01' } }],
    ['the end to never', { schedule: { startDate: '2026-04-01' } }],
    [
      'serving of one half',
      {
        ...LOWER,
        publications: [publication('google-ads', 'paused'), publication('linkedin-ads', 'active')],
      },
    ],
  ])('never raises %s', (_, overrides) => {
    const code = principal === 'machine' ? 'PERMISSION_DENIED' : 'CAMPAIGN_STATE_CONFLICT';
    const message = expect.stringMatching(/^This raises /) as string;
    expect(() => start(overrides, { principal })).toThrow(expect.objectContaining({ code, message }));
  });

  it.each<[string, Partial<Campaign>]>([
    ['the name', { name: 'Summer sale' }],
    ['the address', { landingPageUrl: 'https://evil.example.net/' }],
    ['fewer locations', { targeting: { locations: ['US'], languages: ['de'] } }],
    ['a later start', { schedule: { startDate: '2026-04-02', endDate: '2026-05-31' } }],
    ['the currency', { budget: { ...LOWER.budget, currency: 'EUR' } }],
    ['the ad account', { adAccounts: { ...published.adAccounts, 'google-ads': ANN } }],
    ['the keywords', { structure: { adGroups: [{ ...adGroup(), keywords: [] }] } }],
    ['the platforms', { platforms: ['google-ads'] }],
  ])('changes nothing else beside what lowers: %s', (_, overrides) => {
    expect(() => start({ ...LOWER, ...overrides }, { principal })).toThrow(
      expect.objectContaining({
        code: 'CAMPAIGN_STATE_CONFLICT',
        message: expect.stringMatching(/^Without an approval nothing but .* Submit this version/) as string,
      }),
    );
  });

  const google = holds('google-ads');
  const failed = { code: 'POLICY_REFUSED', message: 'Refused.' };
  const linkedIn = publication('linkedin-ads', 'active');
  it.each<[string, Partial<Campaign>, readonly Applied[]]>([
    ['a change that ended half-way', {}, [google, holds('linkedin-ads', { isWhole: false })]],
    ['nothing that was ever read back', {}, [google, holds('linkedin-ads', { verified: null })]],
    ['nothing in the ledger', {}, [google]],
    ['two of one platform', {}, [...BOTH, google]],
    ['another ad account', {}, [google, holds('linkedin-ads', { adAccountId: ANN })]],
    [
      'another version in the ledger',
      {},
      [google, { ...holds('linkedin-ads'), verified: { ...holds('linkedin-ads').verified!, version: 3 } }],
    ],
    [
      'a refused change',
      { publications: [publication('google-ads', 'active', { error: failed }), linkedIn] },
      BOTH,
    ],
    [
      'another version',
      { publications: [publication('google-ads', 'active', { version: 2 }), linkedIn] },
      BOTH,
    ],
    ['what needs a review', { publications: [publication('google-ads', 'needs_review'), linkedIn] }, BOTH],
    ['what was removed', { publications: [publication('google-ads', 'removed'), linkedIn] }, BOTH],
    ['what was never made', { publications: [linkedIn] }, BOTH],
  ])('compares with nothing that is not known for certain: %s', (_, overrides, applied) => {
    expect(() => start({ ...LOWER, ...overrides }, { principal, applied })).toThrow(
      expect.objectContaining({
        code: 'CAMPAIGN_STATE_CONFLICT',
        message: expect.stringMatching(
          /^It is not known for certain what .* holds .* Pause it instead\./,
        ) as string,
      }),
    );
  });
});

describe('nothing is lowered', () => {
  const conflict = (message: RegExp) =>
    expect.objectContaining({
      code: 'CAMPAIGN_STATE_CONFLICT',
      message: expect.stringMatching(message) as string,
    }) as Error;

  it('where the version is the published one, or the same', () => {
    expect(() => start({})).toThrow(conflict(/lowers nothing/));
  });

  it.each(['draft', 'approved', 'publishing', 'failed', 'needs_review', 'completed', 'archived'] as const)(
    'of a campaign that is %s',
    (status) => {
      expect(() => start({ ...LOWER, status })).toThrow(conflict(/has nothing that could be lowered/));
    },
  );

  it('before anything is published', () => {
    expect(() => start(LOWER, { published: null })).toThrow(conflict(/has nothing that could be lowered/));
  });

  it('beside another operation', () => {
    expect(() => start(LOWER, {}, true)).toThrow(conflict(/Another operation/));
  });

  it('of what was left on a platform', () => {
    const error = { code: LEFT_UNKNOWN, message: 'Left.' };
    const publications = [
      publication('google-ads', 'active'),
      publication('linkedin-ads', 'active', { error }),
    ];
    expect(() => start({ ...LOWER, publications })).toThrow(conflict(/was left there/));
  });

  it('by a version that somebody rejected', () => {
    const review: Campaign['review'] = {
      version: 2,
      state: 'rejected',
      submittedBy: ANN,
      submittedAt: AT.toISOString(),
      decidedBy: ANN,
      decidedAt: AT.toISOString(),
      note: null,
      hash: 'x',
    };
    expect(() => start({ ...LOWER, review })).toThrow(conflict(/was rejected/));
    expect(start({ ...LOWER, review: { ...review, version: 1 } }).started.version).toBe(2);
  });
});
