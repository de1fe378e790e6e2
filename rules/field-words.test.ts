import { expect, it } from 'vitest';
import { z } from 'zod';
import { DesiredCampaign } from '../contracts/platforms/submissions.ts';
import { desiredCampaign } from '../services/platforms/fixtures/desired-campaign.ts';
import { CampaignContent } from '../services/campaign/content/domain/content.ts';
import { shareOf as googleShare } from '../services/platforms/google-ads/plan.ts';
import { shareOf as linkedInShare } from '../services/platforms/linkedin-ads/plan.ts';
import { fieldWords, knownWords, pathWords } from './field-words.ts';

type Json = { [name: string]: unknown };

/** Every path that a document of a schema can have, lists at their first place. */
function pathsOf(schema: z.ZodType): string[] {
  const root = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }) as Json;
  const walk = (node: Json, path: string): string[] => {
    const ref = node['$ref'] as string | undefined;
    if (ref !== undefined)
      return walk((root['$defs'] as Record<string, Json>)[ref.split('/').at(-1) ?? ''] ?? {}, path);
    const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
    const alternatives = [...((node['anyOf'] ?? []) as Json[]), ...((node['oneOf'] ?? []) as Json[])];
    return [
      path,
      ...alternatives.flatMap((one) => walk(one, path)),
      ...Object.entries((node['properties'] ?? {}) as Record<string, Json>).flatMap(([name, inner]) =>
        walk(inner, at(name)),
      ),
      ...(node['items'] === undefined ? [] : walk(node['items'] as Json, at('0'))),
    ];
  };
  return [...new Set(walk(root, ''))];
}

const WITH_STATUS = ['campaign', 'ad-group', 'ad', 'keyword'];
const sharePaths = [googleShare, linkedInShare].flatMap((shareOf) =>
  shareOf(desiredCampaign('2026-11-28'), 'sip-0123456789').flatMap(({ kind, path, fields }) =>
    ['', ...(WITH_STATUS.includes(kind) ? ['status'] : []), ...Object.keys(fields)].map((field) =>
      [path, field].filter((part) => part !== '').join('.'),
    ),
  ),
);

it.each([
  ['a campaign', pathsOf(CampaignContent), 40],
  ["a platform's share of one", pathsOf(DesiredCampaign), 40],
  ['what is compared on the platforms', [...new Set(sharePaths)], 40],
])('every path of %s has words', (_what, paths, atLeast) => {
  expect(paths.length).toBeGreaterThan(atLeast);
  expect(paths.filter((path) => knownWords(path) === null)).toEqual([]);
});

it.each([
  ['', 'the campaign', 'the campaign'],
  ['dailyMicros', 'the daily budget', 'the daily budget'],
  ['budget.dailyMicros', 'the daily budget', 'the daily budget'],
  ['budget.split.1.dailyMicros', 'the daily budget', 'share of the budget 2, the daily budget'],
  ['schedule.endDate', 'the last day', 'the last day'],
  ['adGroups.0', 'the ad group', 'ad group 1'],
  ['adGroups.0.status', 'the status', 'ad group 1, the status'],
  ['structure.adGroups.1.ads.0.headlines.2.text', 'the text', 'ad group 2, ad 1, headline 3, the text'],
  ['adGroups.0.keywords.-', 'the keyword', 'ad group 1, new keyword'],
  ['targeting.locations.-', 'a location', 'a location'],
  ['targeting.locations.0.settings.bidAdjustment', 'the bid adjustment', 'the bid adjustment'],
  ['adGroups.0.settings.pacing', 'the pacing of the budget', 'ad group 1, the pacing of the budget'],
  ['settings.newOne', '“settings.newOne”', '“settings.newOne”'],
])('%s is %s, at %s', (path, field, whole) => {
  expect([fieldWords(path), pathWords(path)]).toEqual([field, whole]);
});

it('a path without words is told apart from one with words, whatever objects have by themselves', () => {
  expect([knownWords('settings.newOne'), knownWords('constructor'), knownWords('toString')]).toEqual([
    null,
    null,
    null,
  ]);
});
