import { count, platformName, text, units, type View, type ViewColumn } from './view.ts';

const DAY =
  "The day in the ad account's own time zone, as the platform reports it. Days of accounts in different zones begin at different times.";
const CREDIT =
  'counted in the attribution window that is set in the ad account, and credited to the day of the interaction; the platform changes them for weeks after the day';
const CURRENCY =
  'ISO 4217 code of the currency that amounts of this row are in. Never add rows of different currencies.';

const campaign: readonly ViewColumn[] = [
  [
    'campaign_id',
    'u.campaign_id',
    'Id of the campaign in this product; reporting.campaigns has the rest of it.',
  ],
  [
    'campaign',
    text('coalesce(r.name, e.name)'),
    'The newest known name of the campaign; NULL where none is known.',
  ],
];
const figures: readonly ViewColumn[] = [
  ['currency', text('u.currency'), CURRENCY],
  ['impressions', count('u.impressions'), 'How often ads were shown: a count.'],
  ['clicks', count('u.clicks'), 'Clicks that the platform charges or counts: a count.'],
  [
    'cost',
    units('u.cost_micros'),
    'What the platform charged, in units of the currency (12.34 is 12 dollars 34), exact to six places.',
  ],
  ['conversions', units('u.conversions_micros'), `Conversions, fractions possible, ${CREDIT}.`],
  [
    'conversion_value',
    units('u.value_micros'),
    `Value of the conversions in units of the currency, ${CREDIT}.`,
  ],
];
const named = (source: string) => `${source} u
  LEFT JOIN campaign_refs r ON r.organization_id = u.organization_id AND r.campaign_id = u.campaign_id
  LEFT JOIN external_campaigns e ON e.organization_id = u.organization_id AND e.id = u.campaign_id`;

const NOTE =
  'Figures are as the platforms told them last (reporting.freshness); a day without a row was not told, which is not the same as zero.';

const dailyCampaigns: View = {
  name: 'daily_campaigns',
  comment: `A row for each campaign, platform, day and currency. ${NOTE}`,
  columns: [
    ['date', 'u.date', DAY],
    ['platform', platformName('u.platform'), 'The ad platform.'],
    ...campaign,
    ...figures,
  ],
  from: named('daily_rollups'),
};

const SUMS = ['impressions', 'clicks', 'cost_micros', 'conversions_micros', 'value_micros'];
const KEY = 'organization_id, campaign_id, platform, date';

/** Of each campaign, platform and day, the coarsest grain that has the breakdown; finer grains hold the same money again. */
const coarsest = (bit: number) => `(
  SELECT DISTINCT ON (${KEY}) ${KEY}, grain FROM grain_days
   WHERE grain & ${bit} = ${bit} AND facts > 0 ORDER BY ${KEY}, grain)`;

/** The facts of that grain, and in rows of their own what the campaign has beyond them. */
const brokenDown = (bit: number, names: readonly string[]) => `(
  SELECT ${KEY}, ${names.join(', ')}, true AS told, f.currency, ${SUMS.map((sum) => `sum(f.${sum}) AS ${sum}`).join(', ')}
    FROM ${coarsest(bit)} c JOIN metric_facts f USING (${KEY}, grain)
   WHERE NOT f.gone GROUP BY ${KEY}, ${names.join(', ')}, f.currency
  UNION ALL
  SELECT ${KEY}, ${names.map(() => 'NULL::text').join(', ')}, false, d.currency,
         ${SUMS.map((sum) => `d.${sum} - coalesce(g.${sum}, 0)`).join(', ')}
    FROM daily_rollups d LEFT JOIN ${coarsest(bit)} c USING (${KEY})
    LEFT JOIN grain_days g USING (${KEY}, grain, currency)
   WHERE ${SUMS.map((sum) => `d.${sum} <> coalesce(g.${sum}, 0)`).join(' OR ')})`;

const LEVELS: Readonly<Record<string, string>> = { ad_group: 'ad-group', ad: 'ad', keyword: 'keyword' };

/** The part of a campaign under whose label facts stand (migration 0012): its newest name and the platform's id. */
const part = (column: string) => `
  LEFT JOIN LATERAL (
    SELECT p.name, p.external_id FROM campaign_parts p
     WHERE p.organization_id = u.organization_id AND p.label = u.${column} AND p.campaign_id = u.campaign_id
       AND p.platform = u.platform AND p.level = '${LEVELS[column] ?? ''}' AND p.parent = ${column === 'ad_group' ? "''" : 'u.ad_group'}
     ORDER BY p.external_id NULLS LAST LIMIT 1) ${column}_part ON true`;

const WORDS: Readonly<Record<string, string>> = { ad_group: 'ad group', ad: 'ad', keyword: 'keyword' };

const detail = (name: string, bit: number, names: readonly string[]): View => {
  const word = WORDS[names.at(-1) ?? ''] ?? '';
  return {
    name,
    comment: `A row for each ${word}, campaign, platform, day and currency, and rows with broken_down = false for what the campaign has beyond its ${word}s, so that sums are the campaign's. ${NOTE}`,
    columns: [
      ['date', 'u.date', DAY],
      ['platform', platformName('u.platform'), 'The ad platform.'],
      ...campaign,
      ...names.flatMap((column): ViewColumn[] => [
        [
          column,
          text(`coalesce(${column}_part.name, u.${column})`),
          `The newest name of the ${WORDS[column] ?? column} as the platform told it; NULL where the figures were told without one.`,
        ],
        [
          `${column}_id`,
          text(`${column}_part.external_id`),
          `The platform's id of the ${WORDS[column] ?? column}; NULL where no report told it.`,
        ],
      ]),
      [
        'broken_down',
        'u.told',
        `Whether the platform told these figures by ${word}. false: the rest of the campaign, which no ${word} was told for.`,
      ],
      ...figures,
    ],
    from: `${named(brokenDown(bit, names))}${names.map(part).join('')}`,
  };
};

const campaigns: View = {
  name: 'campaigns',
  comment:
    'Campaigns that figures can be of: those of this product, and those made elsewhere that reports told of.',
  columns: [
    ['campaign_id', 'u.campaign_id', 'Id of the campaign in this product.'],
    ['campaign', text('u.name'), 'The newest known name.'],
    ['origin', 'u.origin', 'ours: written in this product. external: made elsewhere, known from reports.'],
    [
      'counts_as_campaign_id',
      'coalesce(m.canonical_id, u.campaign_id)',
      'The campaign under which its figures stand: another one where both were linked as one campaign.',
    ],
    [
      'status',
      text('u.status'),
      'State in this product when it was last looked up here; NULL for campaigns made elsewhere, whose state is not known.',
    ],
    ['currency', text('u.currency'), 'ISO 4217 code of the currency of its budget and figures.'],
    [
      'daily_budget',
      units('u.daily_micros'),
      'Planned spend a day in units of the currency; NULL where it is not known.',
    ],
    [
      'start_date',
      'u.start_date',
      'First day of its schedule, a day of the ad account; NULL where it is not known.',
    ],
    [
      'end_date',
      'u.end_date',
      'Last day of its schedule, a day of the ad account; NULL where there is none or it is not known.',
    ],
    ['known_at', 'u.known_at', 'When this row was last looked up, or first told: an instant, UTC.'],
  ],
  from: `(
    SELECT organization_id, campaign_id, name, 'ours'::text AS origin, status, currency, daily_micros, start_date, end_date,
           resolved_at AS known_at FROM campaign_refs
    UNION ALL
    SELECT organization_id, id, name, 'external', NULL, currency, NULL, NULL, NULL, created_at FROM external_campaigns) u
    LEFT JOIN campaign_members m ON m.organization_id = u.organization_id AND m.campaign_id = u.campaign_id`,
};

const accounts: View = {
  name: 'accounts',
  comment: 'Ad accounts that reports or publications told of.',
  columns: [
    ['account_id', 'a.id', 'Id of the account in this product.'],
    ['platform', platformName('a.platform'), 'The ad platform.'],
    [
      'platform_account_id',
      text('a.external_id'),
      "The platform's id of the account; NULL where no report told it.",
    ],
    [
      'account',
      text('a.name'),
      'Name of the account; NULL where none was told. Its time zone and attribution windows are set on the platform.',
    ],
    ['first_seen', 'a.first_seen', 'When it was first told of: an instant, UTC.'],
    ['last_seen', 'a.last_seen', 'When it was last told of: an instant, UTC.'],
  ],
  from: 'external_accounts a',
};

const campaignAccounts: View = {
  name: 'campaign_accounts',
  comment: 'In which ad account a campaign runs, by platform; no row where that is not known.',
  columns: [
    ['campaign_id', 'u.campaign_id', 'Id of the campaign in this product.'],
    ['platform', platformName('u.platform'), 'The ad platform.'],
    [
      'platform_campaign_id',
      text('u.external_id'),
      "The platform's id of the campaign; NULL where no report told it.",
    ],
    ['account_id', 'u.account_id', 'Id of the account in this product.'],
    ['account', text('a.name'), 'Name of the account; NULL where none was told.'],
  ],
  from: `(
    SELECT organization_id, campaign_id, platform, external_id, account_id FROM published_objects WHERE level = 'campaign'
    UNION ALL
    SELECT organization_id, id, platform, external_id, account_id FROM external_campaigns WHERE account_id IS NOT NULL) u
    JOIN external_accounts a ON a.organization_id = u.organization_id AND a.id = u.account_id`,
};

const freshness: View = {
  name: 'freshness',
  comment: 'One row: how new the figures are. NULL: none were ever told.',
  columns: [
    ['figures_changed_at', 'v.last_fact_at', 'When figures last changed: an instant, UTC.'],
    ['last_day', 'v.last_day', `The last day that has figures. ${DAY}`],
  ],
  from: '(SELECT 1) one LEFT JOIN fact_versions v ON true',
};

/** All that a login can read. */
export const reportingViews: readonly View[] = [
  dailyCampaigns,
  detail('daily_ad_groups', 1, ['ad_group']),
  detail('daily_ads', 2, ['ad_group', 'ad']),
  detail('daily_keywords', 4, ['ad_group', 'keyword']),
  campaigns,
  accounts,
  campaignAccounts,
  freshness,
];

/** The tables that the views read. */
export const viewedTables = [
  'daily_rollups',
  'grain_days',
  'metric_facts',
  'campaign_refs',
  'external_campaigns',
  'external_accounts',
  'published_objects',
  'campaign_members',
  'campaign_parts',
  'fact_versions',
];
