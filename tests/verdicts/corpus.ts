import type { Ad, AdGroup } from '../../contracts/structure.ts';
import { PLATFORMS, type Platform } from '../../contracts/values.ts';
import { seededRandom, type Random } from '../../lib/random.ts';
import { smallestUnitMicros } from '../../lib/currency.ts';
import type { CampaignContent } from '../../services/campaign/content/domain/content.ts';
import { textsFrom, type Texts } from './corpus-texts.ts';

/** One platform's share of a campaign: what every service is asked about. */
export type Case = { platform: Platform; content: CampaignContent };

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CAD', 'CHF', 'AUD', 'JPY', 'SEK', 'KWD', 'IDR'];
const KEYWORDS = [
  'crm',
  'CRM',
  'crm software',
  'c++ & c#',
  'what?',
  '@home',
  'a, b',
  '[crm]',
  '"crm"',
  '-crm',
  ' ',
];
const URNS = ['urn:li:function:1', 'urn:li:seniority:1', 'function:1'];
const IMAGE = '0197b6a0-0000-7000-8000-000000000000';

/** Shares of campaigns around every limit, half of them for each platform; the same seed gives the same ones. */
export function corpus(size: number, seed: number): Case[] {
  const random = seededRandom(seed);
  const texts = textsFrom(random);
  return Array.from({ length: size }, (_, i) => {
    const platform = PLATFORMS[i % PLATFORMS.length] ?? 'google-ads';
    return { platform, content: contentOn(platform, random, texts) };
  });
}

function contentOn(platform: Platform, random: Random, texts: Texts): CampaignContent {
  const adGroups = Array.from({ length: random.int(1, 2) }, (_, i) => adGroupOf(i, random, texts));
  const currency = texts.pick(CURRENCIES);
  const unit = smallestUnitMicros(currency);
  const parts = random.int(1, 3);
  const near = texts.pick([1, 8, 10, 24, 1_000]) * parts * 1_000_000 + texts.pick([-unit, 0, unit, 5_000]);
  const dailyMicros = Math.max(1, near);
  const totalMicros = texts.once(3) ? dailyMicros * random.int(1, 12) : undefined;
  return {
    name: 'Spring sale',
    objective: texts.pick(['awareness', 'traffic', 'leads', 'sales']),
    platforms: [platform],
    adAccounts: {},
    budget: {
      dailyMicros,
      currency,
      split: [{ platform, dailyMicros }],
      ...(totalMicros === undefined ? {} : { totalMicros }),
    },
    schedule: { startDate: '2026-12-01', endDate: '2026-12-31' },
    targeting: { locations: ['US'], languages: ['en'] },
    landingPageUrl: 'https://www.example.com/spring',
    declarations: { euPoliticalAdvertising: false },
    structure: { adGroups },
  };
}

function adGroupOf(index: number, random: Random, texts: Texts): AdGroup {
  const { pick, once } = texts;
  const keywords = (most: number): AdGroup['keywords'] =>
    Array.from({ length: random.int(0, most) }, () => ({
      text: once(3) ? pick([texts.around(80), Array(random.int(9, 11)).fill('a').join(' ')]) : pick(KEYWORDS),
      matchType: pick(['exact', 'phrase', 'broad']),
    }));
  const name = once(10) ? pick(['広', 'a', 'é']).repeat(random.int(84, 129)) : `Group ${index}`;
  const audiences = { jobFunctions: once(3) ? [pick(URNS)] : [], seniorities: [], industries: [] };
  const ads = adsOf(random, texts);
  return {
    name,
    keywords: keywords(4),
    negativeKeywords: keywords(1),
    ...(once(2) ? { audiences } : {}),
    ads: once(6) ? [...ads, ...ads] : ads,
  };
}

function adsOf(random: Random, texts: Texts): Ad[] {
  const many = texts.once(40);
  return [
    ...Array.from({ length: many ? 4 : random.int(0, 2) }, () => searchAdOf(random, texts)),
    ...Array.from({ length: many ? random.int(14, 17) : random.int(0, 2) }, (): Ad => ({
      format: 'text_ad',
      headline: texts.around(25),
      description: texts.around(75),
      ...(texts.once(5) ? { assetId: IMAGE } : {}),
    })),
    ...Array.from({ length: texts.once(8) ? 1 : 0 }, (): Ad => ({
      format: 'single_image',
      introText: texts.around(150),
      headline: texts.around(70),
      assetId: IMAGE,
    })),
  ];
}

function searchAdOf(random: Random, texts: Texts): Ad {
  const { once, around } = texts;
  const assets = (count: number, width: number) => {
    const all: { text: string; pin?: number }[] = [];
    for (let i = 0; i < count; i += 1) {
      const twin = all.length > 0 && once(6) ? texts.twin(texts.pick(all).text) : around(width);
      all.push({ text: twin, ...(once(6) ? { pin: random.int(1, 3) } : {}) });
    }
    return all;
  };
  const path = (): string => (once(5) ? texts.pick(['a/b', 'a b', 'a-b']) : around(15));
  const [path1, path2] = [once(3) ? path() : undefined, once(4) ? path() : undefined];
  return {
    format: 'responsive_search',
    headlines: assets(once(40) ? random.int(15, 16) : random.int(2, 4), 30),
    descriptions: assets(random.int(1, once(10) ? 5 : 3), 90),
    ...(path1 === undefined ? {} : { path1 }),
    ...(path2 === undefined ? {} : { path2 }),
  };
}
