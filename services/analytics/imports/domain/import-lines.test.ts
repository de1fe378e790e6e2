import { describe, expect, it } from 'vitest';
import {
  mentionsIn,
  ownCampaigns,
  platformIdsIn,
  spreadRejections,
  summedByKey,
  toLines,
} from './import-lines.ts';

import type { ReportFact, ReportLine } from './rows.ts';
import type { FileCampaign } from './staged-line.ts';

const ours = '01993e50-0000-7000-8000-000000000001';
const report: ReportLine = {
  line: 2,
  platform: 'google-ads',
  campaignId: null,
  account: null,
  campaignExternalId: '42',
  adGroupExternalId: null,
  adExternalId: null,
  keywordExternalId: null,
  name: 'Brand',
  date: '2026-01-01',
  hour: -1,
  adGroup: '',
  ad: '',
  keyword: '',
  currency: 'USD',
  impressions: 100,
  clicks: 5,
  costMicros: 1_000_000,
  conversionsMicros: 500_000,
  valueMicros: null,
};
const fact = (change: Partial<ReportLine> = {}, ...lines: number[]): ReportFact => ({
  lines: lines.length > 0 ? lines : [change.line ?? 2],
  report: { ...report, ...change },
});
/** The campaign of a fact as the file's list has it. */
const campaignOf = ({ report: line }: ReportFact): FileCampaign => {
  const { platform, account, campaignId, campaignExternalId, name, currency } = line;
  return {
    platform,
    account,
    campaignId,
    campaignExternalId,
    name,
    currency,
    lines: 1,
    grains: 1,
    costMicros: 0,
  };
};
const mentionsOf = (facts: readonly ReportFact[]) => mentionsIn(facts.map(campaignOf));
const mentions = (...facts: ReportFact[]) =>
  [...mentionsOf(facts)].map(([platform, found]) => [platform, [...found.values()]]);

describe('the campaigns that a report names', () => {
  it('are told once each, by platform, as they were named first', () => {
    expect(
      mentions(
        fact(),
        fact({ name: 'Brand, renamed', currency: 'EUR' }),
        fact({ campaignExternalId: '43' }),
        fact({ platform: 'linkedin-ads', campaignExternalId: null }),
        fact({ platform: 'linkedin-ads', campaignExternalId: null, name: 'Else' }),
        fact({ platform: 'linkedin-ads', campaignExternalId: null }),
      ),
    ).toEqual([
      [
        'google-ads',
        [
          { externalId: '42', name: 'Brand', currency: 'USD', account: null },
          { externalId: '43', name: 'Brand', currency: 'USD', account: null },
        ],
      ],
      [
        'linkedin-ads',
        [
          { externalId: null, name: 'Brand', currency: 'USD', account: null },
          { externalId: null, name: 'Else', currency: 'USD', account: null },
        ],
      ],
    ]);
  });

  it('are none where it carries our own ids', () => {
    expect(mentions(fact({ campaignId: ours }))).toEqual([]);
  });
});

describe('the lines of a report', () => {
  const known = (id: string) => ({ id, currency: 'USD', adGroup: null });

  it('become facts of the campaigns that were found for them', () => {
    const facts = [
      fact({ name: 'Brand, renamed' }),
      fact({ campaignExternalId: null, line: 3 }),
      fact({ platform: 'linkedin-ads', line: 4 }),
      fact({ campaignId: ours, line: 5 }),
    ];
    const [google, linkedin] = [mentionsOf(facts).get('google-ads'), mentionsOf(facts).get('linkedin-ads')];
    const keys = [
      ...(google ?? new Map<string, unknown>()).keys(),
      ...(linkedin ?? new Map<string, unknown>()).keys(),
    ];
    const external = new Map(keys.map((key, index) => [key, known(`campaign ${index}`)]));
    expect(toLines(facts, external).map(({ line, fact: f }) => [line, f.campaignId])).toEqual([
      [2, 'campaign 0'],
      [3, 'campaign 1'],
      [4, 'campaign 2'],
      [5, ours],
    ]);
  });

  it('say as facts all that they said', () => {
    const parts = { hour: 7, adGroup: 'A', ad: 'First', keyword: 'shoes' };
    expect(toLines([fact({ ...parts, campaignId: ours }, 7, 9)], new Map())).toEqual([
      {
        line: 7,
        fact: {
          campaignId: ours,
          platform: 'google-ads',
          date: '2026-01-01',
          ...parts,
          grain: 15,
          currency: 'USD',
          impressions: 100,
          clicks: 5,
          costMicros: 1_000_000,
          conversionsMicros: 500_000,
          valueMicros: null,
        },
      },
    ]);
  });

  it('are of no campaign while none was found', () => {
    expect(toLines([fact()], new Map())).toMatchObject([{ line: 2, fact: { campaignId: '', grain: 0 } }]);
  });

  it('are our own where they carry our ids', () => {
    const campaigns = [fact(), fact({ campaignId: ours, currency: 'EUR' })].map(campaignOf);
    expect(ownCampaigns(campaigns)).toEqual([{ campaignId: ours, currency: 'EUR' }]);
  });
});

it('rejects each line of the file that was added up into a rejected one', () => {
  const rejected = (line: number) => ({
    line,
    code: 'CURRENCY_MISMATCH',
    message: 'The campaign is in EUR.',
  });
  const facts = [fact({}, 2, 4, 5), fact({}, 3)];
  expect(spreadRejections([rejected(2), rejected(9)], facts)).toEqual([2, 4, 5, 9].map(rejected));
});

it('lines of two objects of a platform that are one campaign of ours add up', () => {
  const facts = [fact(), fact({ campaignExternalId: '43', clicks: null, valueMicros: 7 })];
  const partIds = [{ platform: 'google-ads', externalId: '7' }] as const;
  const ids = platformIdsIn({ campaigns: [...facts, fact({ campaignId: ours })].map(campaignOf), partIds });
  expect(ids).toEqual(['42', '43', '7'].map((externalId) => ({ platform: 'google-ads', externalId })));
  const keys = [...(mentionsOf(facts).get('google-ads') ?? new Map<string, unknown>()).keys()];
  const told = new Map(keys.map((key) => [key, { id: ours, currency: 'USD', adGroup: 'Buyers' }]));
  expect(summedByKey(toLines(facts, told).map(({ fact }) => fact))).toMatchObject([
    {
      campaignId: ours,
      adGroup: 'Buyers',
      grain: 1,
      impressions: 200,
      clicks: 5,
      costMicros: 2_000_000,
      valueMicros: 7,
    },
  ]);
});
