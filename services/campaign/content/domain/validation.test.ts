import { describe, expect, it } from 'vitest';
import type { CampaignInput } from '../../../../contracts/campaign/input.ts';
import { AppError } from '../../../../lib/errors.ts';
import { adGroup } from '../../../../rules/fixtures/examples.ts';
import { ACCOUNT } from './testing/content.ts';
import { contentFrom } from './validation.ts';

const inputOf = (overrides: Partial<CampaignInput> = {}): CampaignInput => ({
  name: 'Spring sale',
  objective: 'traffic',
  platforms: ['google-ads', 'linkedin-ads'],
  adAccounts: {},
  budget: { dailyMicros: 30_000_000, currency: 'USD' },
  schedule: { startDate: '2026-04-01' },
  targeting: { locations: ['US'], languages: ['en'] },
  landingPageUrl: 'https://www.example.com/spring',
  ...overrides,
});

/** The faults that a client is told of an input; none when it is taken. */
function faultsOf(overrides: Partial<CampaignInput>): unknown {
  try {
    contentFrom(inputOf(overrides));
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('REQUEST_INVALID');
    return error.public.errors;
  }
}

const schedule = (endDate: string) => ({ startDate: '2026-04-01', endDate });
const linkedInOnly = {
  path: 'campaign.adAccounts.google-ads',
  code: 'PLATFORM_NOT_CHOSEN',
  message: 'The campaign does not run on this platform.',
};
const endBeforeStart = {
  path: 'campaign.schedule.endDate',
  code: 'END_BEFORE_START',
  message: 'The end is before the start.',
};
const shareEmpty = {
  path: 'campaign.budget.split.0.dailyMicros',
  code: 'SHARE_EMPTY',
  message: 'Each platform needs a share above zero.',
};

describe('the content of what a client wrote', () => {
  it('is what was written, with an equal split, and null for what may be written later', () => {
    expect(contentFrom(inputOf())).toEqual({
      ...inputOf(),
      budget: {
        dailyMicros: 30_000_000,
        currency: 'USD',
        split: [
          { platform: 'google-ads', dailyMicros: 15_000_000 },
          { platform: 'linkedin-ads', dailyMicros: 15_000_000 },
        ],
      },
      declarations: null,
      structure: null,
    });
  });

  it('keeps declarations and structure where they are written', () => {
    const later = { declarations: { euPoliticalAdvertising: true }, structure: { adGroups: [adGroup()] } };
    expect(contentFrom(inputOf(later))).toMatchObject(later);
  });
});

describe('what is refused', () => {
  it.each<[string, Partial<CampaignInput>, object[]]>([
    ['nothing in a campaign without an end', {}, []],
    ['nothing in a campaign on one platform', { platforms: ['linkedin-ads'] }, []],
    ['no end on the first day', { schedule: schedule('2026-04-01') }, []],
    ['no end after the start', { schedule: schedule('2026-04-02') }, []],
    ['an end before the start', { schedule: schedule('2026-03-31') }, [endBeforeStart]],
    [
      'no ad account of a platform that is chosen',
      { adAccounts: { 'google-ads': ACCOUNT, 'linkedin-ads': ACCOUNT } },
      [],
    ],
    [
      'an ad account of a platform that is not chosen',
      {
        platforms: ['linkedin-ads'],
        adAccounts: { 'google-ads': ACCOUNT, 'linkedin-ads': ACCOUNT },
      },
      [linkedInOnly],
    ],
    [
      'everything at once: budget, then schedule, then ad accounts',
      {
        platforms: ['linkedin-ads'],
        budget: {
          dailyMicros: 1,
          totalMicros: 1,
          currency: 'USD',
          split: [{ platform: 'google-ads', dailyMicros: 0 }],
        },
        schedule: schedule('2026-03-31'),
        adAccounts: { 'google-ads': ACCOUNT },
      },
      [
        {
          path: 'campaign.budget.split',
          code: 'SPLIT_PLATFORMS_DIFFER',
          message: 'The split must name each platform of the campaign once.',
        },
        shareEmpty,
        endBeforeStart,
        linkedInOnly,
      ],
    ],
  ])('%s', (_, overrides, faults) => {
    expect(faultsOf(overrides)).toEqual(faults);
  });
});
