import { describe, expect, it } from 'vitest';
import { headlineCase, lowerFirst, upperFirst } from './casing.ts';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { fr } from './languages/fr.ts';

it.each([
  ['track deals', 'Track deals'],
  ['Track deals', 'Track deals'],
  ['über uns', 'Über uns'],
  ['𐐨 letter', '𐐀 letter'],
  ['', ''],
])('“%s” begins with a capital: “%s”', (text, expected) => expect(upperFirst(text)).toBe(expected));

describe('inside a sentence', () => {
  it.each([
    ['Track deals', 'track deals'],
    ['Mid-size firms', 'mid-size firms'],
    ['Follow-up-mail writers', 'follow-up-mail writers'],
    ['A tool', 'a tool'],
    ['Zora', 'zora'],
    ['Human resources', 'human resources'],
    ['Urban planners', 'urban planners'],
    ['Woman founders', 'woman founders'],
    ['Veteran owners', 'veteran owners'],
    ['Organise data', 'organise data'],
    ['already small', 'already small'],
    ['', ''],
  ])('a word loses its capital: %s → %s', (text, expected) =>
    expect(lowerFirst(text, en, ['Acme CRM'])).toBe(expected),
  );

  it.each([
    'CRM software',
    'iPhone users',
    'McDonald fans',
    'B2B firms',
    'Co-Op members',
    'I like it',
    'German firms',
    'Italian firms',
    'English firms',
    'Japanese firms',
    'French firms',
    'Dutch firms',
    'Swiss firms',
    'Greek firms',
  ])('a word that is always written so keeps it: %s', (text) =>
    expect(lowerFirst(text, en, ['Acme CRM'])).toBe(text),
  );

  it('a name keeps its capital', () => {
    expect(lowerFirst('Acme tools', en, ['Zora', 'Acme CRM'])).toBe('Acme tools');
    expect(lowerFirst('Crm tools', en, ['Zora', 'Acme Crm'])).toBe('crm tools');
    expect(lowerFirst('Tools', en, [])).toBe('tools');
  });

  it('a German noun keeps its capital, a French one has none', () => {
    expect(lowerFirst('Angebote verfolgen', de, [])).toBe('Angebote verfolgen');
    expect(lowerFirst('Gestion de projets', fr, [])).toBe('gestion de projets');
  });
});

describe('a headline', () => {
  it.each([
    ['track deals in one place', 'Track Deals in One Place'],
    ['in one place', 'In One Place'],
    ['what we stand for', 'What We Stand For'],
    ['acme: a crm for teams', 'Acme: A Crm for Teams'],
    ['plans and a guide', 'Plans and a Guide'],
    ['mid-size and/or small teams', 'Mid-Size And/Or Small Teams'],
    ['don’t stop at node.js', 'Don’t Stop at Node.js'],
    ["don't stop with iPhone", "Don't Stop with iPhone"],
    ['set up CRM in b2b', 'Set Up CRM in b2b'],
    ['your 3d-print plan', 'Your 3d-print Plan'],
    ['14-day trial', '14-Day Trial'],
  ])('is in Title Case in English: %s → %s', (text, expected) =>
    expect(headlineCase(text, en)).toBe(expected),
  );

  it.each('a an and as at but by for from in into nor of on or the to with'.split(' '))(
    'has “%s” small in the middle only',
    (word) =>
      expect(headlineCase(`${word} b ${word} b ${word}`, en)).toMatch(
        new RegExp(`^\\p{Lu}${word.slice(1)} B ${word} B \\p{Lu}${word.slice(1)}$`, 'u'),
      ),
  );

  it('has a capital at its start only in other languages', () => {
    expect(headlineCase('gestion de projets', fr)).toBe('Gestion de projets');
  });
});

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
