import { describe, expect, it } from 'vitest';
import { audienceWords } from './audience-words.ts';

const facet = (name: string, ...urns: string[]) => ({ [`urn:li:adTargetingFacet:${name}`]: urns });

describe('an audience on LinkedIn in words', () => {
  it('has every value by its own name, countries by their code, and what is excluded', () => {
    const targeting = {
      include: {
        and: [
          { or: facet('locations', 'urn:li:geo:103644278', 'urn:li:geo:90009712') },
          { or: facet('interfaceLocales', 'urn:li:locale:en_US') },
          { or: { ...facet('jobFunctions', 'urn:li:function:25'), ...facet('titles', 'urn:li:title:9') } },
          { or: facet('newFacet', 'urn:li:new:1') },
        ],
      },
      exclude: { or: facet('locations', 'urn:li:geo:101282230') },
    };
    expect(audienceWords(targeting)).toEqual([
      'location “US”',
      'location “linkedin:90009712”',
      'interface language en_US',
      'any of (job function “Sales” or job title 9)',
      '“newFacet” 1',
      'not location “DE”',
    ]);
  });

  it('names functions, seniorities, industries and sizes, and says what a number is where it has no name', () => {
    const reached = {
      ...facet('jobFunctions', 'urn:li:function:8', 'urn:li:function:99', 'urn:li:function:constructor'),
      ...facet('seniorities', 'urn:li:seniority:10', 'urn:li:seniority:11'),
      ...facet('industries', 'urn:li:industry:96', 'urn:li:industry:99999'),
      ...facet(
        'staffCountRanges',
        'urn:li:staffCountRange:(2,10)',
        'urn:li:staffCountRange:(10001,2147483647)',
      ),
    };
    const and = Object.entries(reached).map(([name, urns]) => ({ or: { [name]: urns } }));
    const words = audienceWords({ include: { and } });
    expect(words).toEqual([
      'job function “Engineering”',
      'job function 99',
      'job function constructor',
      'seniority “Owner”',
      'seniority 11',
      'industry “IT Services and IT Consulting”',
      'industry 99999',
      'company size “10001 and more”',
      'company size “2 to 10”',
    ]);
    for (const word of words) expect(word).not.toMatch(/urn:|^\W*\d+\W*$/);
  });

  it('is empty where LinkedIn has none', () => {
    expect(audienceWords(undefined)).toEqual([]);
  });
});
