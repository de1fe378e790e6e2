import type { DesiredCampaign } from '../contracts/platforms/submissions.ts';
import type { AdGroup, Audiences } from '../contracts/structure.ts';
import type { Platform } from '../contracts/values.ts';
import { amount, firstDay, lastDay, type Component, type Exposure } from './exposure-order.ts';
import { PUBLISHED, runsOn } from './formats.ts';
import { OVER_DELIVERY } from './over-delivery.ts';
import { PLATFORM_NAMES } from './words.ts';

/** What one platform holds, or is to hold, of a campaign, and whether it may serve. */
export type Held = {
  platform: Platform;
  adAccountId: string;
  serving: boolean;
  share: Omit<DesiredCampaign, 'campaignId' | 'version'>;
  /** Names of ad groups that are stopped by themselves; none where it is left out. */
  stoppedAdGroups?: readonly string[];
};

/**
 * What may be spent by what the platforms hold. Per platform: whether it serves, the ad account that pays, the most of a day
 * and of a month with the platform's over-delivery, the total, the dates, what is bid for, and whom it reaches.
 */
export function exposureOf(held: readonly Held[]): Exposure {
  const exposure = new Map<string, Component>();
  for (const one of held) addPlatform(exposure, one);
  return exposure;
}

function addPlatform(exposure: Map<string, Component>, held: Held): void {
  const { platform, adAccountId, serving, share } = held;
  const on = `on ${PLATFORM_NAMES[platform]}`;
  const add = (name: string, component: Component) => exposure.set(`${platform}/${name}`, component);
  const { dayTenths, monthTenths } = OVER_DELIVERY[platform];
  const { dailyMicros, totalMicros, currency, schedule, targeting, objective } = share;
  add('held', { kind: 'amount', value: 1n, words: `the campaign ${on}` });
  add('serving', { kind: 'amount', value: serving ? 1n : 0n, words: `serving ${on}` });
  add('adAccount', { kind: 'choice', value: adAccountId, words: `the ad account that pays ${on}` });
  add('currency', { kind: 'choice', value: currency, words: `the currency ${on}` });
  add('day', { kind: 'amount', value: tenths(dailyMicros, dayTenths), words: `the most of a day ${on}` });
  add('month', {
    kind: 'amount',
    value: tenths(dailyMicros, monthTenths),
    words: `the most of a month ${on}`,
  });
  add('total', { ...amount(totalMicros), words: `the total ${on}` });
  add('end', { ...lastDay(schedule.endDate ?? null), words: `the last day ${on}` });
  add('start', { ...firstDay(schedule.startDate), words: `the first day ${on}` });
  add('bidding', { kind: 'choice', value: objective, words: `what is bid for ${on}` });
  add('locations', { kind: 'within', value: new Set(targeting.locations), words: `the locations ${on}` });
  add('languages', { kind: 'within', value: new Set(targeting.languages), words: `the languages ${on}` });
  for (const group of share.adGroups) if (runsOn(platform, group)) addAdGroup(exposure, held, group);
}

function addAdGroup(exposure: Map<string, Component>, held: Held, group: AdGroup): void {
  const { platform, stoppedAdGroups = [] } = held;
  const named = `ad group “${group.name}” on ${PLATFORM_NAMES[platform]}`;
  const place = `${platform}/adGroup ${JSON.stringify(group.name)}`;
  const serving = stoppedAdGroups.includes(group.name) ? 0n : 1n;
  exposure.set(place, { kind: 'amount', value: 1n, words: named });
  exposure.set(`${place}/serving`, { kind: 'amount', value: serving, words: `serving of ${named}` });
  if (PUBLISHED[platform].keywords) {
    for (const [text, value] of breadths(group.keywords))
      exposure.set(`${place}/keyword ${text}`, {
        kind: 'amount',
        value,
        words: `keyword “${text}” of ${named}`,
      });
    for (const [text, value] of breadths(group.negativeKeywords))
      exposure.set(`${place}/negative ${text}`, {
        kind: 'inverse',
        value,
        of: place,
        words: `negative keyword “${text}” of ${named}`,
      });
  }
  if (PUBLISHED[platform].audiences)
    for (const facet of FACETS) {
      const chosen = group.audiences?.[facet] ?? [];
      const value = chosen.length === 0 ? null : new Set(chosen); // who chooses nobody reaches everybody
      exposure.set(`${place}/${facet}`, {
        kind: 'within',
        value,
        words: `${FACET_WORDS[facet]} of ${named}`,
      });
    }
}

const FACETS = ['jobFunctions', 'seniorities', 'industries'] as const satisfies readonly (keyof Audiences)[];
const FACET_WORDS = { jobFunctions: 'job functions', seniorities: 'seniorities', industries: 'industries' };

const BREADTH = { exact: 1n, phrase: 2n, broad: 3n } as const;

/** By text of a keyword, in small letters: the broadest match type in which it is there. */
function breadths(keywords: AdGroup['keywords']): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const { text, matchType } of keywords) {
    const key = text.trim().toLowerCase();
    const breadth = BREADTH[matchType];
    if (breadth > (found.get(key) ?? 0n)) found.set(key, breadth);
  }
  return found;
}

const tenths = (micros: number, of: number): bigint => BigInt(micros) * BigInt(of);
