import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { compareExposure } from '../../../../rules/exposure-order.ts';
import { exposureOf } from '../../../../rules/exposure.ts';
import { adGroup } from '../../../../rules/fixtures/examples.ts';
import { campaignIn, draftContent, publication } from '../../content/domain/testing/content.ts';
import { exposureNow, exposureOfContent, exposurePublished, exposureResumed } from './exposure.ts';
import { principalOf, requireAllowed, ruleOn, type Approval, type Principal } from './guard.ts';

const structure = { adGroups: [adGroup()] };
const content = draftContent({ structure });
const nothing = exposureOf([]);
const something = exposureOfContent(content);
const HASH = 'the hash';

describe('the guard on exposure', () => {
  const raising = (principal: Principal, approval: Approval) =>
    ruleOn({ before: nothing, after: something, hash: HASH, principal, approval });

  it.each<[Approval]>([[{ hash: HASH }], ['later'], [null]])(
    'never lets a machine raise, whatever is approved (%j)',
    (approval) => {
      expect(raising('machine', approval)).toMatchObject({ allowed: false, reason: 'machine' });
    },
  );

  it('lets a person raise by an approval of that very content, and by no other one', () => {
    expect(raising('person', { hash: HASH })).toEqual({ allowed: true, order: 'raises' });
    expect(raising('person', 'later')).toEqual({ allowed: true, order: 'raises' });
    expect(raising('person', { hash: 'another hash' })).toMatchObject({ reason: 'unapproved' });
    expect(raising('person', null)).toMatchObject({ allowed: false, reason: 'unapproved' });
  });

  it.each<[Principal]>([['person'], ['machine']])('lets a %s lower without anybody', (principal) => {
    const change = { hash: HASH, principal, approval: null };
    expect(ruleOn({ ...change, before: something, after: nothing })).toEqual({
      allowed: true,
      order: 'lower',
    });
    expect(ruleOn({ ...change, before: something, after: something })).toEqual({
      allowed: true,
      order: 'same',
    });
  });

  it('says what would rise, three things at most', () => {
    const change = { before: nothing, after: something, hash: HASH, approval: null };
    expect(() => requireAllowed({ ...change, principal: 'machine' })).toThrow(
      expect.objectContaining({
        code: 'PERMISSION_DENIED',
        message: expect.stringMatching(
          /^This raises the campaign on Google Ads, .* and \d+ more, which no machine does alone\.$/,
        ) as string,
      }),
    );
    expect(() => requireAllowed({ ...change, principal: 'person' })).toThrow(
      expect.objectContaining({ code: 'CAMPAIGN_STATE_CONFLICT' }),
    );
  });

  it('takes nobody but a signed-in person for a person', () => {
    const key = { kind: 'api-key', userId: 'u', organizationId: 'o', role: 'manager' } as const;
    const access = { kind: 'integration', scopes: [] } as const;
    expect(principalOf({ ...key, keyId: 'k', addressProved: true, access })).toBe('machine');
    const service = { kind: 'service', service: 'campaign', organizationId: 'o', jobId: null } as const;
    expect(principalOf({ ...service, onBehalfOf: 'u' })).toBe('machine');
    expect(principalOf({ kind: 'anonymous' })).toBe('machine');
    const user = { kind: 'user', userId: 'u', organizationId: 'o', sessionId: 's', role: 'owner' } as const;
    expect(principalOf({ ...user, addressProved: true })).toBe('person');
  });
});

describe('the exposure of a campaign', () => {
  const campaign = (status: Campaign['status'], overrides: Partial<Campaign> = {}) =>
    campaignIn({ structure, status, publishedVersion: 1, ...overrides });
  const onBoth = (status: 'active' | 'paused' | 'needs_review' | 'removed' | 'failed') => [
    publication('google-ads', status),
    publication('linkedin-ads', status),
  ];
  const order = (...between: Parameters<typeof compareExposure>) => compareExposure(...between).order;

  it('rises by a first publication, and by a resume', () => {
    const first = campaign('approved', { publishedVersion: null });
    expect(order(exposureNow(first, null), exposurePublished(first))).toBe('raises');
    const paused = campaign('paused', { publications: onBoth('paused') });
    expect(order(exposureNow(paused, content), exposureResumed(paused, content))).toBe('raises');
  });

  it('falls by a published edit that lowers, live or paused, and a paused one does not serve by it', () => {
    const budget = { ...content.budget, dailyMicros: 20_000_000 };
    const split = content.budget.split.map((share) => ({ ...share, dailyMicros: 10_000_000 }));
    for (const status of ['active', 'paused'] as const) {
      const edited = campaign(status, {
        budget: { ...budget, split },
        version: 2,
        publications: onBoth(status),
      });
      expect(order(exposureNow(edited, content), exposurePublished(edited))).toBe('lower');
    }
  });

  it.each(['needs_review', 'failed', 'removed'] as const)(
    'counts what is not known to be there (%s) as nothing, so that publishing raises it',
    (status) => {
      const unclear = campaign('needs_review', { publications: onBoth(status) });
      expect(exposureNow(unclear, content).size).toBe(0);
      expect(order(exposureNow(unclear, content), exposurePublished(unclear))).toBe('raises');
    },
  );

  it('counts a platform on which a change was refused as not known: a part of it may have been made', () => {
    const error = { code: 'POLICY_REFUSED', message: 'Refused.' };
    const refused = campaign('active', {
      version: 2,
      publications: [publication('google-ads', 'active', { error }), publication('linkedin-ads', 'active')],
    });
    expect([...exposureNow(refused, content).keys()].filter((key) => key.startsWith('google'))).toEqual([]);
    expect(order(exposureNow(refused, content), exposurePublished(refused))).toBe('raises');
  });

  it('counts a platform that holds another version than the published one as not known', () => {
    const behind = campaign('active', {
      version: 2,
      publishedVersion: 2,
      publications: [publication('google-ads', 'active')],
    });
    expect(exposureNow(behind, content).size).toBe(0);
  });
});
