/**
 * What a path in the model is called in sentences for people: `adGroups.0.keywords.2.matchType` is “the match type”, and stands at
 * “ad group 1, keyword 3, the match type”. Paths are those of a campaign, of a platform's share of it (`DesiredCampaign`), and of the
 * differences between a share and what a platform holds.
 */

/** Lists whose elements have a place of their own, and what one of them is called. */
const PLACES: Readonly<Record<string, string>> = {
  adGroups: 'ad group',
  ads: 'ad',
  keywords: 'keyword',
  negativeKeywords: 'negative keyword',
  headlines: 'headline',
  descriptions: 'description',
  split: 'share of the budget',
};

/** What only holds others, and is not said when one of them is meant. */
const WRAPPERS: ReadonlySet<string> = new Set(['structure', 'budget']);

/** Fields by their path below the last place; `*` stands for a number. */
const FIELDS: Readonly<Record<string, string>> = {
  campaignId: 'the campaign',
  version: 'the version',
  name: 'the name',
  objective: 'the objective',
  status: 'the status',
  currency: 'the currency',
  dailyMicros: 'the daily budget',
  totalMicros: 'the total budget',
  budget: 'the budget',
  split: 'the split of the budget',
  platform: 'the platform',
  platforms: 'the platforms',
  'platforms.*': 'a platform',
  adAccounts: 'the ad accounts',
  'adAccounts.google-ads': 'the ad account of Google Ads',
  'adAccounts.linkedin-ads': 'the ad account of LinkedIn Ads',
  schedule: 'the dates',
  'schedule.startDate': 'the first day',
  'schedule.endDate': 'the last day',
  targeting: 'the audience',
  'targeting.locations': 'the locations',
  'targeting.locations.*': 'a location',
  'targeting.locations.*.settings.bidAdjustment': 'the bid adjustment',
  'targeting.languages.*.settings.bidAdjustment': 'the bid adjustment',
  'targeting.languages': 'the languages',
  'targeting.languages.*': 'a language',
  landingPageUrl: 'the landing page',
  declarations: 'the declarations',
  'declarations.euPoliticalAdvertising': 'the declaration on political advertising in the EU',
  structure: 'the ad groups',
  adGroups: 'the ad groups',
  ads: 'the ads',
  keywords: 'the keywords',
  negativeKeywords: 'the negative keywords',
  headlines: 'the headlines',
  descriptions: 'the descriptions',
  audiences: 'the professional audience',
  'audiences.jobFunctions': 'the job functions',
  'audiences.jobFunctions.*': 'a job function',
  'audiences.seniorities': 'the seniorities',
  'audiences.seniorities.*': 'a seniority',
  'audiences.industries': 'the industries',
  'audiences.industries.*': 'an industry',
  text: 'the text',
  matchType: 'the match type',
  pin: 'the pinned position',
  format: 'the format',
  path1: 'the first part of the display path',
  path2: 'the second part of the display path',
  introText: 'the introductory text',
  headline: 'the headline',
  description: 'the description',
  assetId: 'the image',
  callToAction: 'the call to action',
  'settings.bidding': 'the bidding strategy',
  'settings.budget': 'the budget that pays for it',
  'settings.bidAdjustment': 'the bid adjustment',
  'settings.bidMicros': 'the bid',
  'settings.bidCeilingMicros': 'the highest bid for a click',
  'settings.targetCpaMicros': 'the target cost of a conversion',
  'settings.targetRoas': 'the target return on ad spend',
  'settings.googleSearch': 'whether it is shown on Google Search',
  'settings.searchNetwork': 'whether it is shown in the search network',
  'settings.displayNetwork': 'whether it is shown in the Display Network',
  'settings.searchPartners': 'whether it is shown on partner search sites',
  'settings.youtube': 'whether it is shown on YouTube',
  'settings.googleTv': 'whether it is shown on Google TV',
  'settings.people': 'which people the locations reach',
  'settings.peopleExcluded': 'which people the excluded locations leave out',
  'settings.pharmaAddress': 'how the address of a medicine is shown',
  'settings.pharmaText': 'the text in the place of the address of a medicine',
  'settings.inUse': 'whether it is in use',
  'targeting.locations.*.settings.inUse': 'whether it is in use',
  'targeting.languages.*.settings.inUse': 'whether it is in use',
  'settings.sharedBudget': 'whether other campaigns may spend the budget too',
  'settings.targetSpendMicros': 'the spend that is aimed at',
  'settings.appPages': 'the pages within apps',
  'settings.taggedPages': 'the further landing pages',

  'settings.aiMax': 'AI Max',
  'settings.automatedAssets': 'the texts and pages that Google makes itself',
  'settings.keywordMatchType': 'the match type of all keywords',
  'settings.optimizedTargeting': 'optimized targeting',
  'settings.trackingTemplate': 'the tracking template',
  'settings.urlSuffix': 'the final URL suffix',
  'settings.urlParameters': 'the URL parameters',
  'settings.mobilePages': 'the landing pages for phones',
  'settings.pages': 'the landing pages of its own',
  'settings.costType': 'what is paid for',
  'settings.optimization': 'the optimization goal',
  'settings.audienceExpansion': 'audience expansion',
  'settings.offsiteDelivery': 'delivery outside of LinkedIn',
  'settings.pacing': 'the pacing of the budget',
  'settings.groupTotalMicros': 'the total budget of the campaign group',
  'settings.groupDailyMicros': 'the daily budget of the campaign group',
  'settings.budgetOptimization': 'the optimization of the budget over ad groups',
  'settings.televisionOnly': 'delivery on connected television alone',
  'settings.adRotation': 'the rotation of ads',
  'settings.frequency': 'the limit of how often somebody sees an ad',
  'settings.image': 'the picture',
};

/** What a field is called: `dailyMicros` is “the daily budget”, `adGroups.0.ads.1` “the ad”; one without words is quoted. */
export const fieldWords = (path: string): string => knownWords(path) ?? `“${path}”`;

/** The same; null for a path that has no words. */
export function knownWords(path: string): string | null {
  const { places, field } = taken(path);
  if (field !== '') return Object.hasOwn(FIELDS, field) ? (FIELDS[field] ?? null) : null;
  return `the ${places.at(-1)?.what ?? 'campaign'}`;
}

/** A kind of object as people write it: `ad-group` is “ad group”. */
export const kindWords = (kind: string): string => kind.replaceAll('-', ' ');

/** The field with its place: “ad group 1, ad 2, the headline”; what is not there yet is a new one. */
export function pathWords(path: string): string {
  const { places, field } = taken(path);
  const where = places.map(({ what, place }) =>
    place === '-' ? `new ${what}` : `${what} ${Number(place) + 1}`,
  );
  return [...where, ...(field === '' && where.length > 0 ? [] : [fieldWords(path)])].join(', ');
}

type Taken = { places: { what: string; place: string }[]; field: string };

/** A path taken apart into the places that it goes through and what is left below the last of them. */
function taken(path: string): Taken {
  const places: Taken['places'] = [];
  let rest = path === '' ? [] : path.split('.');
  for (;;) {
    const [head = '', place = ''] = rest;
    if (rest.length > 1 && WRAPPERS.has(head)) rest = rest.slice(1);
    else if (Object.hasOwn(PLACES, head) && IS_PLACE.test(place)) {
      places.push({ what: PLACES[head] ?? head, place });
      rest = rest.slice(2);
    } else break;
  }
  return { places, field: rest.map((part) => (IS_PLACE.test(part) ? '*' : part)).join('.') };
}

const IS_PLACE = /^(\d+|-)$/;
