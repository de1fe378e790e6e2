import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../../contracts/platforms/drift.ts';
import { compareExposure } from '../../../../rules/exposure-order.ts';
import { adGroup } from '../../../../rules/fixtures/examples.ts';
import {
  ANN,
  AT,
  BOB,
  campaignIn,
  draftContent,
  publication,
  storedCampaign,
} from '../../content/domain/testing/content.ts';
import { exposureOfPutBack, startPutBack } from './put-back.ts';

const structure = { adGroups: [adGroup()] };
const published = draftContent({ structure });
const campaign = campaignIn({
  structure,
  status: 'active',
  publishedVersion: 1,
  publications: [publication('google-ads', 'active'), publication('linkedin-ads', 'paused')],
});
const chosen = (overrides: Partial<Difference>) => ({
  platform: 'google-ads' as const,
  difference: {
    id: 'd1',
    kind: 'changed' as const,
    objectKey: 'campaign',
    objectKind: 'campaign',
    externalId: 'x',
    objectName: 'Spring',
    path: 'status',
    applied: null,
    found: null,
    ignored: false,
    acceptable: true,
    ...overrides,
  },
});
const order = (...differences: Partial<Difference>[]) => {
  const { before, after } = exposureOfPutBack(campaign, published, differences.map(chosen));
  return compareExposure(before, after).order;
};
const origin = { id: BOB, requestedBy: ANN, at: AT };

describe('what putting back changes of what can be spent', () => {
  it.each<[string, Partial<Difference>, 'same' | 'lower' | 'raises']>([
    ['a stop', { found: 'paused', acceptable: false }, 'raises'],
    ['a stop of an ad group', { path: 'adGroups.0.status', found: 'paused', acceptable: false }, 'raises'],
    ['money that was lowered', { path: 'dailyMicros', found: 1_000_000 }, 'raises'],
    ['money that was raised', { path: 'dailyMicros', found: 90_000_000 }, 'lower'],
    ['a name', { path: 'name', found: 'Theirs' }, 'same'],
    [
      'a keyword that somebody added',
      {
        kind: 'foreign',
        path: 'adGroups.0.keywords.-',
        found: { text: 'something else', matchType: 'broad' },
      },
      'lower',
    ],
    ['what no version can hold', { path: 'settings.searchPartners', found: false }, 'raises'],
  ])('%s', (_, difference, expected) => {
    expect(order(difference)).toBe(expected);
  });

  it('raises by one that raises, whatever the others do', () => {
    expect(order({ path: 'dailyMicros', found: 90_000_000 }, { found: 'paused' })).toBe('raises');
  });
});

describe('beginning to put back', () => {
  it('is an update to the published version, with leave to write over what was chosen', () => {
    const edited = { ...campaign, version: 3 };
    const { started } = startPutBack(storedCampaign(edited), [chosen({}), chosen({ id: 'd2' })], origin);
    expect(started).toMatchObject({
      operation: { kind: 'update' },
      version: 1,
      overwrite: ['d1', 'd2'],
      steps: [{ name: 'prepare', submissions: [{ kind: 'update', platforms: ['google-ads'] }] }],
    });
  });

  it.each([
    ['while an operation runs', storedCampaign(campaign, true)],
    ['of a campaign of which nothing is published', storedCampaign({ ...campaign, publishedVersion: null })],
    ['of a campaign that is over', storedCampaign({ ...campaign, status: 'completed' })],
    [
      'where it is not known what the platform holds',
      storedCampaign({ ...campaign, publications: [publication('google-ads', 'needs_review')] }),
    ],
    [
      'where the platform holds another version',
      storedCampaign({ ...campaign, publications: [publication('google-ads', 'active', { version: 2 })] }),
    ],
  ])('is refused %s', (_, stored) => {
    expect(() => startPutBack(stored, [chosen({})], origin)).toThrow(
      expect.objectContaining({ code: 'CAMPAIGN_STATE_CONFLICT' }),
    );
  });
});
