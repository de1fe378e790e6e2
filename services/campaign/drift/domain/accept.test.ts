import { describe, expect, it } from 'vitest';
import { adGroup } from '../../../../rules/fixtures/examples.ts';
import { draftContent } from '../../content/domain/testing/content.ts';
import { withFound, type Found } from './accept.ts';

const KEYWORD = { text: 'payroll', matchType: 'exact' as const };
const OTHER = { text: 'wages', matchType: 'broad' as const };
const FIRST = adGroup({ name: 'First', keywords: [KEYWORD], negativeKeywords: [OTHER] });
const SECOND = adGroup({ name: 'Second' });
const published = draftContent({ structure: { adGroups: [FIRST, SECOND] } });
/** A later version, in which the ad groups stand the other way round. */
const content = draftContent({ structure: { adGroups: [SECOND, FIRST] }, name: 'Later' });

const found = (overrides: Partial<Found>): Found => ({
  kind: 'changed',
  path: 'name',
  applied: null,
  found: null,
  acceptable: true,
  ...overrides,
});
const taken = (overrides: Partial<Found>) => withFound(content, published, 'google-ads', found(overrides));

describe('taking what was found on a platform into a version', () => {
  it.each<[string, Partial<Found>, string, unknown]>([
    ['a name', { path: 'name', found: 'Theirs' }, 'name', 'Theirs'],
    [
      'a landing page',
      { path: 'landingPageUrl', found: 'https://example.com/x' },
      'landingPageUrl',
      'https://example.com/x',
    ],
    [
      'an end',
      { path: 'schedule.endDate', found: '2026-06-01' },
      'schedule',
      { startDate: '2026-04-01', endDate: '2026-06-01' },
    ],
    [
      'a location more',
      { kind: 'foreign', path: 'targeting.locations.-', found: 'DE' },
      'targeting.locations',
      ['US', 'DE'],
    ],
    [
      'a keyword more, in the ad group of that name wherever it stands',
      { kind: 'foreign', path: 'adGroups.0.keywords.-', found: OTHER },
      'structure.adGroups.1.keywords',
      [KEYWORD, OTHER],
    ],
    [
      'a keyword less',
      { kind: 'missing', path: 'adGroups.0.keywords.0', applied: KEYWORD },
      'structure.adGroups.1.keywords',
      [],
    ],
    [
      'a negative keyword less',
      { kind: 'missing', path: 'adGroups.0.negativeKeywords.0', applied: OTHER },
      'structure.adGroups.1.negativeKeywords',
      [],
    ],
    [
      'another match type',
      { path: 'adGroups.0.keywords.0', applied: KEYWORD, found: { ...KEYWORD, matchType: 'broad' } },
      'structure.adGroups.1.keywords.0.matchType',
      'broad',
    ],
    ['an ad group less', { kind: 'missing', path: 'adGroups.1' }, 'structure.adGroups', [FIRST]],
  ])('holds %s', (_, difference, path, value) => {
    expect(taken(difference)).toHaveProperty(path, value);
  });

  it('adds a changed daily budget up with the other platforms’', () => {
    expect(taken({ path: 'dailyMicros', found: 7_000_000 })?.budget).toEqual({
      currency: 'USD',
      dailyMicros: 27_000_000,
      split: [
        { platform: 'google-ads', dailyMicros: 7_000_000 },
        { platform: 'linkedin-ads', dailyMicros: 20_000_000 },
      ],
    });
  });

  it.each<[string, Partial<Found>]>([
    ['a status', { path: 'status', found: 'paused' }],
    ['the status of an ad group', { path: 'adGroups.0.status', found: 'paused' }],
    ['a setting that no version has', { path: 'settings.searchPartners', found: true }],
    ['what the platform calls not acceptable', { path: 'name', found: 'Theirs', acceptable: false }],
    ['a total that two platforms share', { path: 'totalMicros', found: 1_000_000 }],
    ['a budget of nothing', { path: 'dailyMicros', found: 0 }],
    ['an end before the start', { path: 'schedule.endDate', found: '2026-03-01' }],
    ['the last location less', { kind: 'missing', path: 'targeting.locations.0', applied: 'US' }],
    [
      'a change of a keyword that the version has no more',
      { path: 'adGroups.0.keywords.0', applied: OTHER, found: KEYWORD },
    ],
    ['a change in an ad group that was never published', { path: 'adGroups.7.name', found: 'x' }],
    ['something that is no keyword', { kind: 'foreign', path: 'adGroups.0.keywords.-', found: { text: '' } }],
  ])('is not possible for %s', (_, difference) => {
    expect(taken(difference)).toBeNull();
  });

  it('changes nothing of the version that it began with', () => {
    const before = structuredClone(content);
    taken({ kind: 'foreign', path: 'adGroups.0.keywords.-', found: OTHER });
    expect(content).toEqual(before);
  });
});
