import { describe, expect, it } from 'vitest';
import type { Ad } from '../../../../contracts/structure.ts';
import { briefOf } from '../../tests/briefs.ts';
import { claimEvidence } from '../../brief/domain/claims.ts';
import { checkAdStyle } from './ads.ts';

const owner = {
  product: 'Acme CRM',
  evidence: claimEvidence(
    briefOf({ product: 'Acme CRM', description: 'A CRM.', claims: ['The best CRM', '14-day trial'] }),
  ),
};
const PATH = 'adGroups.2.ads.1';
const searchAd = (changes: object = {}): Ad => ({
  format: 'responsive_search',
  headlines: ['Acme CRM', 'Track Deals', 'Talk to Us'].map((text) => ({ text })),
  descriptions: ['Track deals.', 'Talk to our team.'].map((text) => ({ text })),
  ...changes,
});
const textAd = (changes: object = {}): Ad => ({
  format: 'text_ad',
  headline: 'Acme CRM',
  description: 'Track deals.',
  ...changes,
});
const imageAd = (changes: object = {}): Ad => ({
  format: 'single_image',
  introText: 'Meet Acme CRM.',
  headline: 'Acme CRM',
  assetId: '0197b6a0-0000-7000-8000-000000000000',
  ...changes,
});
const told = (ad: Ad) =>
  checkAdStyle(ad, PATH, owner).map((check) => `${check.code} ${check.path.replace(`${PATH}.`, '')}`);

it.each([searchAd({ path1: 'crm', path2: 'deals' }), textAd(), imageAd({ description: 'Track deals.' })])(
  'a $format ad that keeps the style is left in peace',
  (ad) => expect(checkAdStyle(ad, PATH, owner)).toEqual([]),
);

describe('each field of an ad is checked, and told by its own path', () => {
  const bad = 'See x.com!';
  const good = { text: 'Acme' };
  it.each([
    [searchAd({ headlines: [good, { text: bad }, good] }), 'headlines.1.text', true],
    [searchAd({ descriptions: [good, { text: bad }] }), 'descriptions.1.text', false],
    [searchAd({ path1: 'x.com' }), 'path1', false],
    [searchAd({ path1: 'crm', path2: 'x.com' }), 'path2', false],
    [textAd({ headline: bad }), 'headline', true],
    [textAd({ description: bad }), 'description', false],
    [imageAd({ introText: bad }), 'introText', false],
    [imageAd({ headline: bad }), 'headline', true],
    [imageAd({ description: bad }), 'description', false],
  ])('$0.format: $1', (ad, field, headline) =>
    expect(told(ad)).toEqual([`TEXT_URL ${field}`, ...(headline ? [`TEXT_EXCLAMATION ${field}`] : [])]),
  );
});

it.each(['a b', 'a?', 'a#b', 'a\\b'])('the display path “%s” would not read as an address', (path1) =>
  expect(checkAdStyle(searchAd({ path1 }), PATH, owner)).toEqual([
    {
      platform: 'google-ads',
      severity: 'error',
      code: 'PATH_STYLE',
      path: `${PATH}.path1`,
      message: 'A display path has no spaces, ?, # or \\.',
    },
  ]),
);

it.each([
  ['google-ads', (text: string) => searchAd({ headlines: [{ text }] }), 'headlines.0.text'],
  ['linkedin-ads', (text: string) => textAd({ headline: text }), 'headline'],
  ['linkedin-ads', (text: string) => imageAd({ headline: text }), 'headline'],
] as const)('%s: what is wrong with a text is said in words', (platform, adOf, field) => {
  const finding = { platform, path: `${PATH}.${field}` };
  expect(checkAdStyle(adOf('Now {it}'), PATH, owner)).toEqual([
    {
      ...finding,
      severity: 'error',
      code: 'TEXT_TAG',
      message: 'The text holds a placeholder or customiser tag.',
    },
  ]);
  expect(checkAdStyle(adOf('Hello!'), PATH, owner)).toEqual([
    {
      ...finding,
      severity: 'error',
      code: 'TEXT_EXCLAMATION',
      message: 'A headline has no exclamation mark.',
    },
  ]);
  expect(checkAdStyle(adOf('Save 90%, unlimited'), PATH, owner)).toEqual(
    ['90%', 'unlimited'].map((claim) => ({
      ...finding,
      severity: 'error',
      code: 'CLAIM_UNSUPPORTED',
      message: `“${claim}” is not in the brief; add it to the claims or take it out.`,
    })),
  );
  expect(checkAdStyle(adOf('The Best CRM'), PATH, owner)).toEqual([
    {
      ...finding,
      severity: 'warning',
      code: 'CLAIM_NEEDS_PROOF',
      message: "“best” needs a third party's proof on the landing page.",
    },
  ]);
});

it('a text whose claims are refused is not asked for proof as well', () => {
  expect(told(textAd({ description: 'The best CRM for 99 teams.' }))).toEqual([
    'CLAIM_UNSUPPORTED description',
  ]);
});
