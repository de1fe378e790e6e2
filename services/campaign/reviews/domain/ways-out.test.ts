import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import { LIFECYCLE, statusAfter } from '../../content/domain/lifecycle.ts';
import {
  ANN,
  AT,
  BOB,
  campaignIn,
  publication,
  storedCampaign,
} from '../../content/domain/testing/content.ts';
import { startPutBack } from '../../drift/domain/put-back.ts';
import { entriesOf } from './entries.ts';
import { CAUSES } from './causes.ts';
import { waysOut } from './ways-out.ts';

/** Codes in the same files that never come with `needs_review`: what is only told, or refused before anything is begun. */
const NO_CAUSE = ['CHECKS_UNAVAILABLE', 'CAMPAIGN_STATE_CONFLICT', 'PERMISSION_DENIED'];

const CHOSEN = {
  platform: 'google-ads' as const,
  difference: {
    id: 'd1',
    kind: 'changed' as const,
    objectKey: 'campaign',
    objectKind: 'campaign',
    externalId: 'x',
    objectName: 'Spring',
    path: 'name',
    applied: 'a',
    found: 'b',
    ignored: false,
    acceptable: true,
  },
};
const ORIGIN = { id: BOB, requestedBy: ANN, at: AT };
const REVIEWED = {
  version: 1,
  submittedBy: ANN,
  submittedAt: AT.toISOString(),
  decidedBy: null,
  decidedAt: null,
  note: null,
  hash: 'x',
};
const REVIEWS: Campaign['review'][] = [
  null,
  { ...REVIEWED, state: 'in_review' },
  { ...REVIEWED, state: 'approved' },
];
const TOLD = {
  state: 'serving' as const,
  codes: [],
  sentences: [],
  trouble: [],
  enabled: true,
  beginsOn: null,
  asOf: AT,
  validUntil: null,
  since: AT,
};

const names = (...asked: Parameters<typeof waysOut>) =>
  waysOut(...asked).map(({ contract }) => contract.name);

describe('the ways out of a review', () => {
  it('are known for every code that the code of this product ends a step or an operation with', () => {
    const files = globSync([
      'services/platforms/ledger/{domain,steps,jobs}/*.ts',
      'services/campaign/publishing/{domain,jobs}/*.ts',
      'services/campaign/drift/domain/*.ts',
    ]).filter((file) => !file.endsWith('.test.ts'));
    expect(files.length).toBeGreaterThan(20);
    const used = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bcode: '([A-Z][A-Z_]+)'/g)].map(([, code]) => code ?? ''),
    );
    expect(used).toContain('PLATFORM_MISMATCH');
    const unknown = used.filter((code) => !Object.hasOwn(CAUSES, code) && !NO_CAUSE.includes(code));
    expect([...new Set(unknown)]).toEqual([]);
  });

  it.each([...Object.keys(CAUSES), 'SOME_CODE_OF_A_PLATFORM', 'toString'])(
    'begin with pausing where something may serve, and never end with nothing (%s)',
    (code) => {
      const publications = [publication('google-ads', 'needs_review')];
      const campaign = campaignIn({ status: 'needs_review', publishedVersion: 1, publications });
      const ways = names(code, { campaign, last: null }, true, publications[0] ?? null);
      expect(ways[0]).toBe('campaign.pause');
      if (code !== 'PAUSE_UNPROVED') expect(ways.length).toBeGreaterThan(1);
    },
  );

  const STATUSES = Object.keys(LIFECYCLE.pause) as Campaign['status'][];
  const HOLDING: Publication['status'][] = [
    'verified',
    'active',
    'paused',
    'failed',
    'removed',
    'needs_review',
  ];
  /** For each way that a rule of the domain may refuse: the rule itself, asked as the action asks it. */
  const RULES: Readonly<Record<string, (campaign: Campaign) => unknown>> = {
    'campaign.pause': (campaign) => statusAfter('pause', campaign),
    'campaign.update': (campaign) => statusAfter('edit', campaign),
    'campaign.submit': (campaign) => statusAfter('submit', campaign),
    'campaign.approve': (campaign) => statusAfter('approve', campaign),
    'campaign.publish': (campaign) => statusAfter('publish', campaign),
    'campaign.acceptDrift': (campaign) => statusAfter('edit', campaign),
    'campaign.putBackDrift': (campaign) => startPutBack(storedCampaign(campaign), [CHOSEN], ORIGIN),
  };

  it.each(STATUSES)(
    'are each taken by the rule that decides it, whatever the cause, in status %s',
    (status) => {
      const asked = new Set<string>();
      for (const code of [...Object.keys(CAUSES), 'SOME_CODE_OF_A_PLATFORM'])
        for (const held of HOLDING)
          for (const publishedVersion of [null, 1])
            for (const review of REVIEWS) {
              const publications = [publication('google-ads', held)];
              const campaign = campaignIn({ status, publishedVersion, publications, review });
              for (const name of names(code, { campaign, last: null }, true, publications[0] ?? null)) {
                asked.add(name);
                expect(() => RULES[name]?.(campaign), `${code}, ${held}, ${name}`).not.toThrow();
              }
            }
      expect(asked.size).toBeGreaterThan(1);
    },
  );

  it.each([
    ['AD_ACCOUNT_REAUTHORIZE', true],
    ['AD_ACCOUNT_READ_ONLY', true],
    ['USER_PERMISSION_DENIED', true],
    ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', true],
    ['NO_PERMISSION_ON_ACCOUNT', true],
    ['ACCESS_DENIED', true],
    ['PAUSE_UNPROVED', true],
    ['CUSTOMER_NOT_ENABLED', false],
    ['DEVELOPER_TOKEN_PROHIBITED', true],
    ['PROJECT_DISABLED', false],
  ])('connect the ad account again where that mends the cause: %s is %s', (code, isMended) => {
    const publications = [publication('linkedin-ads', 'active')];
    const campaign = campaignIn({ status: 'needs_review', publishedVersion: 1, publications });
    const ways = waysOut(code, { campaign, last: null }, true, publications[0] ?? null);
    const connect = ways.find(({ contract }) => contract.name === 'platforms.beginConnect');
    expect(connect?.body ?? null).toEqual(isMended ? { platform: 'linkedin-ads' } : null);
  });

  it('are no decision about differences that allow none, and every one where nothing was kept of what they allow', () => {
    const publications = [publication('google-ads', 'active')];
    const campaign = campaignIn({ status: 'active', publishedVersion: 1, publications });
    const drift = (driftWays: Parameters<typeof waysOut>[1]['driftWays']) =>
      names('DRIFT', { campaign, last: null, driftWays }, true, publications[0] ?? null).filter((name) =>
        /(accept|ignore|putBack)Drift/.test(name),
      );
    const all = ['campaign.acceptDrift', 'campaign.ignoreDrift', 'campaign.putBackDrift'];
    expect(drift(null)).toEqual(all);
    expect(drift({ 'linkedin-ads': [] })).toEqual(all);
    expect(drift({ 'google-ads': [] })).toEqual([]);
    expect(drift({ 'google-ads': ['ignore', 'putBack'] })).toEqual(all.slice(1));
  });

  it('publish by no approval that has lapsed, and by one that was given since', () => {
    const later = new Date(AT.getTime() + 60_000).toISOString();
    const of = (decidedAt: string) =>
      names(
        'APPROVAL_LAPSED',
        {
          campaign: campaignIn({
            ...{ status: 'needs_review', version: 1, publishedVersion: 1 },
            review: { ...REVIEWED, state: 'approved', decidedBy: BOB, decidedAt },
          }),
          last: { id: BOB, kind: 'resume', status: 'needs_review', updatedAt: later, error: null },
        },
        false,
        null,
      );
    expect(of(AT.toISOString())).not.toContain('campaign.publish');
    expect(of(AT.toISOString())).toContain('campaign.update');
    expect(of(new Date(AT.getTime() + 120_000).toISOString())).toContain('campaign.publish');
  });

  it('offer the pause of what was seen to serve, although it is paused here', () => {
    const publications = [publication('google-ads', 'paused')];
    const campaign = campaignIn({ status: 'paused', publishedVersion: 1, publications });
    const told = { ...TOLD, adAccountId: publications[0]?.adAccountId ?? '' };
    const [entry] = entriesOf({ campaign, last: null, publishedPlatforms: ['google-ads'] }, [told], AT);
    expect(entry).toMatchObject({ cause: { code: 'FOUND_SERVING' }, mayServe: true });
    expect(entry?.ways[0]?.contract.name).toBe('campaign.pause');
  });

  it('have no pause where nothing serves, and none that the state of the campaign does not allow', () => {
    const campaign = campaignIn({ status: 'paused', publishedVersion: 1 });
    expect(names('PLATFORM_OBJECT_GONE', { campaign, last: null }, false, null)).toEqual([
      'campaign.submit',
      'campaign.update',
      'campaign.archive',
    ]);
  });
});
