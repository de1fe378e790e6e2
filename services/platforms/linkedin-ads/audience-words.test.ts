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
      'any of (job function 25 or job title 9)',
      '“newFacet” 1',
      'not location “DE”',
    ]);
  });

  it('is empty where LinkedIn has none', () => {
    expect(audienceWords(undefined)).toEqual([]);
  });
});
