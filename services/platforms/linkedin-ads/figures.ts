import type { FigureLevel } from '../../../contracts/platforms/figures.ts';
import { decimalToMicros } from '../../../lib/money.ts';
import { addDays, daysBetween } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import { VendorFailure, type Session } from '../port.ts';
import type { FiguresWork, FoundFigures, Named } from '../port-figures.ts';
import type { LinkedInAds } from './create.ts';
import type { LinkedInAdsHttp } from './http.ts';
import { ACCOUNT_URN, CAMPAIGN_URN, collection, GROUP_URN } from './paths.ts';

/** LinkedIn's campaign groups are our campaigns, and its campaigns our ad groups. */
export const LINKEDIN_LEVELS: readonly FigureLevel[] = ['campaign', 'ad-group', 'ad'];

const PIVOTS = ['CAMPAIGN_GROUP', 'CAMPAIGN', 'CREATIVE'] as const;
const FIELDS =
  'dateRange,pivotValues,impressions,clicks,costInLocalCurrency,externalWebsiteConversions,conversionValueInLocalCurrency';
/** An answer has no pages, and what goes beyond this many rows is left out without a word (Reporting, "limits"). */
const ROWS_LIMIT = 15_000;

type Day = { year: number; month: number; day: number };
type Element = {
  dateRange: { start: Day };
  pivotValues: string[];
  impressions?: number;
  clicks?: number;
  costInLocalCurrency?: string;
  externalWebsiteConversions?: number;
  conversionValueInLocalCurrency?: string;
};
type Entity = { id: number; name: string };
type Creative = { id: string; content?: { textAd?: { headline?: string } } };

/** The figures of a range of days, in parts that are small enough, with the names of what they are of. */
export async function readFigures(
  { http }: LinkedInAds,
  work: FiguresWork<Session>,
): Promise<FoundFigures[]> {
  const { session, level } = work;
  const depth = LINKEDIN_LEVELS.indexOf(level) + 1;
  const elements = await readRange(http, work, depth);
  if (elements.length === 0) return [];
  const names = await namesIn(http, session, depth);
  return elements.map((element) => figuresOf(element, names));
}

async function readRange(
  http: LinkedInAdsHttp,
  work: FiguresWork<Session>,
  depth: number,
): Promise<Element[]> {
  const { session, from, to } = work;
  const elements = await http.report<Element>(
    session,
    {
      q: 'statistics',
      pivots: PIVOTS.slice(0, depth),
      timeGranularity: 'DAILY',
      dateRange: { start: partsOf(from), end: partsOf(to) },
      accounts: [`${ACCOUNT_URN}${session.account}`],
    },
    FIELDS,
  );
  if (elements.length < ROWS_LIMIT) return elements;
  if (from === to) throw cutOff(from);
  const middle = addDays(from, Math.floor((daysBetween(from, to) - 1) / 2));
  const first = await readRange(http, { ...work, to: middle }, depth);
  return [...first, ...(await readRange(http, { ...work, from: addDays(middle, 1) }, depth))];
}

const cutOff = (day: string) =>
  new VendorFailure(
    'refused',
    'FIGURES_CUT_OFF',
    `${PLATFORM_NAMES['linkedin-ads']} has more rows of ${day} than it tells in one answer.`,
    { effect: 'read' },
  );

/** By URN. An account's entities are read whole: figures are of whatever ran, also of what is archived by now. */
async function namesIn(http: LinkedInAdsHttp, session: Session, depth: number): Promise<Map<string, string>> {
  const search = { q: 'search' };
  const groups = await http.findAll<Entity>(session, collection(session.account, 'adCampaignGroups'), search);
  const names = new Map(groups.map(({ id, name }) => [`${GROUP_URN}${id}`, name]));
  if (depth < 2) return names;
  const campaigns = await http.findAll<Entity>(session, collection(session.account, 'adCampaigns'), search);
  for (const { id, name } of campaigns) names.set(`${CAMPAIGN_URN}${id}`, name);
  if (depth < 3) return names;
  const creatives = await http.findAll<Creative>(session, collection(session.account, 'creatives'), {
    q: 'criteria',
  });
  for (const { id, content } of creatives) names.set(id, content?.textAd?.headline ?? '');
  return names;
}

function figuresOf(element: Element, names: ReadonlyMap<string, string>): FoundFigures {
  const [group = '', campaign, creative] = element.pivotValues;
  const { year, month, day } = element.dateRange.start;
  return {
    date: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    campaign: named(group, names),
    adGroup: campaign === undefined ? null : named(campaign, names),
    ad: creative === undefined ? null : adNamed(creative, names),
    keyword: null,
    impressions: element.impressions ?? 0,
    clicks: element.clicks ?? 0,
    costMicros: decimalToMicros(element.costInLocalCurrency ?? '0'),
    conversions: element.externalWebsiteConversions ?? 0,
    conversionValueMicros: decimalToMicros(element.conversionValueInLocalCurrency ?? '0'),
  };
}

const idOf = (urn: string): string => urn.slice(urn.lastIndexOf(':') + 1);

/** What LinkedIn does not list any more goes by its id. */
const named = (urn: string, names: ReadonlyMap<string, string>): Named => ({
  externalId: idOf(urn),
  name: names.get(urn) || idOf(urn),
});

/** An ad has no name: its headline stands for it, with its id, because two ads may begin alike. */
function adNamed(urn: string, names: ReadonlyMap<string, string>): Named {
  const { externalId, name } = named(urn, names);
  return { externalId, name: name === externalId ? name : `${name} · ${externalId}` };
}

function partsOf(day: string): Record<'year' | 'month' | 'day', string> {
  const [year, month, date] = day.split('-').map((part) => String(Number(part)));
  return { year: year ?? '', month: month ?? '', day: date ?? '' };
}
