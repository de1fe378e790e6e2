import { expect, it } from 'vitest';
import { encodeText, restliQuery } from './restli.ts';

it('leaves structure raw and encodes the same letters inside values', () => {
  expect(
    restliQuery({
      q: 'search',
      search: { name: { values: ["a (b), c: d'"] }, status: { values: ['ACTIVE', 'DRAFT'] } },
      campaigns: ['urn:li:sponsoredCampaign:5'],
    }),
  ).toBe(
    'q=search&search=(name:(values:List(a%20%28b%29%2C%20c%3A%20d%27)),status:(values:List(ACTIVE,DRAFT)))' +
      '&campaigns=List(urn%3Ali%3AsponsoredCampaign%3A5)',
  );
});

it('writes an empty text as two quotes', () => {
  expect(encodeText('')).toBe("''");
});
