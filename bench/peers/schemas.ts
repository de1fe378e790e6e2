/** JSON schemas of the peer: ajv checks bodies with them, Fastify writes answers with them. */
const text = { type: 'string' } as const;
const whole = { type: 'integer' } as const;
const list = (items: object, limits: object = {}) => ({ type: 'array', items, ...limits });
const nullable = (schema: object) => ({ ...schema, nullable: true });
const record = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

const platform = { type: 'string', enum: ['google-ads', 'linkedin-ads'] };
const line = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const keyword = record({ text: line(80), matchType: { type: 'string', enum: ['exact', 'phrase', 'broad'] } });
const pinned = (max: number) => record({ text: line(max), pin: whole }, ['text']);
const ad = record(
  {
    format: { type: 'string', enum: ['responsive_search', 'text_ad'] },
    headlines: list(pinned(60), { maxItems: 15 }),
    descriptions: list(pinned(180), { maxItems: 4 }),
    headline: line(60),
    description: line(150),
  },
  ['format'],
);
const adGroup = record(
  {
    name: line(120),
    keywords: list(keyword, { maxItems: 200 }),
    negativeKeywords: list(keyword, { maxItems: 200 }),
    ads: list(ad, { minItems: 1, maxItems: 20 }),
  },
  ['name', 'ads'],
);
const structure = record({ adGroups: list(adGroup, { minItems: 1, maxItems: 50 }) });
const share = record({ platform, dailyMicros: { type: 'integer', minimum: 1 } });
const adAccounts = record({ 'google-ads': text, 'linkedin-ads': text }, []);
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

const written = {
  name: line(100),
  objective: { type: 'string', enum: ['awareness', 'traffic', 'leads', 'sales'] },
  platforms: list(platform, { minItems: 1, maxItems: 2, uniqueItems: true }),
  adAccounts,
  budget: record(
    {
      dailyMicros: { type: 'integer', minimum: 1 },
      totalMicros: { type: 'integer', minimum: 1 },
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      split: list(share, { maxItems: 2 }),
    },
    ['dailyMicros', 'currency'],
  ),
  schedule: record({ startDate: day, endDate: day }, ['startDate']),
  targeting: record({
    locations: list(
      { type: 'string', pattern: '^([A-Z]{2}|google:\\d{1,12}|linkedin:\\d{1,12})$' },
      { minItems: 1 },
    ),
    languages: list({ type: 'string', pattern: '^[a-z]{2}$' }, { minItems: 1 }),
  }),
  landingPageUrl: { type: 'string', pattern: '^https?://', maxLength: 2000 },
  declarations: record({ euPoliticalAdvertising: { type: 'boolean' } }),
  structure,
};

/** The body of a create. */
export const campaignBody = record(written, [
  'name',
  'objective',
  'platforms',
  'budget',
  'schedule',
  'targeting',
  'landingPageUrl',
]);

const read = {
  id: text,
  ...written,
  status: text,
  declarations: nullable(written.declarations),
  publishedVersion: nullable(whole),
  publications: list({ type: 'object', additionalProperties: true }),
  version: whole,
  createdBy: text,
  createdAt: text,
  updatedAt: text,
};

/** One campaign as it is answered. */
export const campaign = record({
  ...read,
  structure: nullable(structure),
  review: nullable({ type: 'object', additionalProperties: true }),
});

const { structure: _structure, ...summary } = {
  ...read,
  review: nullable({ type: 'object', additionalProperties: true }),
};
/** A page of campaigns as it is answered. */
export const campaignPage = record({
  data: list(record(summary)),
  page: record({ nextCursor: nullable(text) }),
});
