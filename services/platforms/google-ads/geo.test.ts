import { expect, it } from 'vitest';
import { googleGeoId, googleLanguageId } from './geo.ts';

it.each([
  ['US', '2840'],
  ['GB', '2826'],
  ['DE', '2276'],
  ['FR', '2250'],
  ['AL', '2008'],
  ['google:1004074', '1004074'],
  ['linkedin:5', null],
  ['QQ', null],
])('place %s is %s', (location, id) => {
  expect(googleGeoId(location)).toBe(id);
});

it.each([
  ['en', '1000'],
  ['de', '1001'],
  ['fr', '1002'],
  ['es', '1003'],
  ['xx', null],
])('language %s is %s', (language, id) => {
  expect(googleLanguageId(language)).toBe(id);
});
