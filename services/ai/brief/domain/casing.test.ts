import { expect, it } from 'vitest';
import { lowerFirst } from './casing.ts';
import { en } from './languages/en.ts';

it.each([
  'German makers',
  'Italian cooks',
  'Spanish shops',
  'Chinese tea',
  'French bread',
  'Dutch bulbs',
  'Swiss watches',
  'Greek olives',
])('%s keeps the capital of a nation inside a sentence', (text) => {
  expect(lowerFirst(text, en, [])).toBe(text);
});

it.each([
  ['Plan every table', 'plan every table'],
  ['Scan receipts', 'scan receipts'],
  ['Clean windows', 'clean windows'],
  ['Furnish a room', 'furnish a room'],
  ['Publish posts', 'publish posts'],
  ['Vegan cafés', 'vegan cafés'],
  ['Urban planners', 'urban planners'],
])('%s is no nation, although it ends like one: %s', (text, inside) => {
  expect(lowerFirst(text, en, [])).toBe(inside);
});
