import { z } from 'zod';

/**
 * The finders of the Marketing API as they are documented (Microsoft Learn, "Search for …" of accounts, campaign groups and campaigns;
 * "Search for Creatives"; "Fetch Ad Accounts by Authenticated User"; "Reporting"): their names, parameters and what `search` may ask for.
 */
type Finder = { q: string; parameters: readonly string[]; search?: readonly string[] };

const PAGES = ['pageSize', 'pageToken', 'sortOrder', 'fields'];
const FINDERS: Readonly<Record<string, Finder>> = {
  adAccounts: {
    q: 'search',
    parameters: ['search', ...PAGES],
    search: ['id', 'name', 'reference', 'status', 'type', 'test'],
  },
  adCampaignGroups: {
    q: 'search',
    parameters: ['search', ...PAGES],
    search: ['id', 'name', 'status', 'test'],
  },
  adCampaigns: {
    q: 'search',
    parameters: ['search', ...PAGES],
    search: ['id', 'name', 'status', 'type', 'test', 'campaignGroup', 'associatedEntity'],
  },
  creatives: {
    q: 'criteria',
    parameters: ['creatives', 'campaigns', 'contentReferences', 'intendedStatuses', ...PAGES],
  },
  adAccountUsers: { q: 'authenticatedUser', parameters: ['start', 'count', 'fields'] },
  adAnalytics: {
    q: 'statistics',
    parameters: ['pivots', 'dateRange', 'timeGranularity', 'accounts', 'campaigns', 'creatives', 'fields'],
  },
};

/** What a query of a finder has that is not documented. */
export function finderFaults(collection: string, query: string): string[] {
  const finder = FINDERS[collection];
  if (finder === undefined) return [`${collection} has no finder`];
  const given = query
    .replace(/^\?/, '')
    .split('&')
    .map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const);
  return given.flatMap(([name, value]) => {
    if (name === 'ids') return []; // a batch of entities, which is no finder
    if (name === 'q') return value === finder.q ? [] : [`query: ${collection} has no finder ${value}`];
    if (!finder.parameters.includes(name)) return [`query: ${name} is not known`];
    if (name !== 'search') return [];
    if (!/^\(.*\)$/.test(value)) return ['query: search is no record'];
    const asked = [...value.matchAll(/[(,](\w+):\(values:List\(/g)].map(([, field = '']) => field);
    const stray = asked.filter((field) => finder.search?.includes(field) !== true);
    return stray.map((field) => `query: search.${field} is not known`);
  });
}

const role = z.strictObject({
  account: z.string().startsWith('urn:li:sponsoredAccount:'),
  user: z.string().startsWith('urn:li:person:'),
  role: z.enum([
    'ACCOUNT_BILLING_ADMIN',
    'ACCOUNT_MANAGER',
    'CAMPAIGN_MANAGER',
    'CREATIVE_MANAGER',
    'VIEWER',
  ]),
  changeAuditStamps: z.looseObject({}).optional(),
  version: z.strictObject({ versionTag: z.string() }).optional(),
});
/** What the finder of roles answers; its pages are counted by index. */
export const roles = z.strictObject({
  elements: z.array(role),
  paging: z.strictObject({
    start: z.int(),
    count: z.int(),
    links: z.array(z.unknown()),
    total: z.int().optional(),
  }),
});

const day = z.strictObject({ year: z.int(), month: z.int().min(1).max(12), day: z.int().min(1).max(31) });
const decimal = z.string().regex(/^\d+(\.\d+)?$/);
/** What the finder of figures answers: the fields that were asked for. */
export const figures = z.strictObject({
  elements: z.array(
    z.strictObject({
      dateRange: z.strictObject({ start: day, end: day }).optional(),
      pivotValues: z.array(z.string().startsWith('urn:li:')).optional(),
      impressions: z.int().optional(),
      clicks: z.int().optional(),
      costInLocalCurrency: decimal.optional(),
      externalWebsiteConversions: z.int().optional(),
      conversionValueInLocalCurrency: decimal.optional(),
    }),
  ),
  paging: z.strictObject({
    start: z.int(),
    count: z.int(),
    links: z.array(z.unknown()),
    total: z.int().optional(),
  }),
});
