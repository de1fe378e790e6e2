import { describe, expect, it } from 'vitest';
import { de } from '../../brief/domain/languages/de.ts';
import { briefOf } from '../../tests/briefs.ts';
import { readingOf } from '../../tests/readings.ts';
import { Texts, type TextField } from './templates.ts';

const BODY: TextField = { platform: 'google-ads', most: 90, headline: false };
const HEAD: TextField = { platform: 'google-ads', most: 30, headline: true };
const bodies = (changes: Parameters<typeof readingOf>[0] = {}, field: Partial<TextField> = {}) =>
  new Texts(readingOf(changes), briefOf(), { ...BODY, ...field });

describe('a text is kept as the field writes it', () => {
  it.each([
    ['a headline in title case', HEAD, 'track deals at work', 'Track Deals at Work'],
    ['a description with a capital at its start', BODY, 'track deals at work', 'Track deals at work'],
    ['a description may exclaim', BODY, 'Hello there!', 'Hello there!'],
    ['a claim of the brief', HEAD, '14-day free trial', '14-Day Free Trial'],
  ])('%s', (_what, field, text, kept) => {
    const texts = bodies({}, field);
    expect(texts.add(text)).toBe(true);
    expect(texts.kept).toEqual([kept]);
  });

  it.each([
    ['nothing', BODY, ''],
    ['a headline that exclaims', HEAD, 'Hello there!'],
    ['a web address', BODY, 'See www.zenvo.example'],
    ['a claim that the brief does not make', BODY, 'Save 90% of your time'],
  ])('%s is not kept', (_what, field, text) => {
    const texts = bodies({}, field);
    expect(texts.add(text)).toBe(false);
    expect(texts.kept).toEqual([]);
  });

  it('a web address that is the product’s name is kept', () => {
    const texts = new Texts(readingOf(), briefOf({ product: 'monday.com' }), HEAD);
    expect(texts.add('Plan with monday.com')).toBe(true);
  });

  it.each(['Track deals', 'TRACK Deals', 'Track  deals'])('“%s” is not kept beside “Track deals”', (text) => {
    const texts = bodies();
    texts.add('Track deals');
    expect(texts.add(text)).toBe(false);
    expect(texts.add('Track leads')).toBe(true);
    expect(texts.kept).toEqual(['Track deals', 'Track leads']);
  });

  it.each([
    ['google-ads', 'Abcd', 'Abcde'],
    ['google-ads', '会計', '会計a'],
    ['linkedin-ads', '会計会計', '会計会計a'],
  ] as const)('%s takes “%s” into four letters, not “%s”', (platform, fitting, wide) => {
    const texts = bodies({}, { platform, most: 4 });
    expect([texts.add(fitting), texts.add(wide)]).toEqual([true, false]);
  });
});

describe('a template is filled with the brief’s phrases', () => {
  const filled = (template: string, topic: string[], field: Partial<TextField> = {}, changes = {}) => {
    const texts = bodies(changes, field);
    expect(texts.fill(template, { topic })).toBe(texts.kept.length === 1);
    return texts.kept[0] ?? null;
  };

  it.each([
    ['the longest version that fits', 'Explore {topic}.', ['Invoice desk', 'Desk'], 'Explore invoice desk.'],
    ['a shorter one where the longest does not', 'See {topic}.', ['D'.repeat(90), 'Desk'], 'See desk.'],
    ['never with nothing', 'Explore {topic}', ['', 'Desk'], 'Explore desk'],
    ['not at all when no version is known', 'Explore {topic}', [], null],
    ['not at all when the slot is not known', 'Explore {benefit}', ['Desk'], null],
    ['without a slot', 'Explore more', [], 'Explore more'],
    ['every time that the slot stands there', '{topic}: a {topic}', ['CRM'], 'CRM: a CRM'],
    ['lower case inside a sentence', 'Hi. See {topic}', ['Desk'], 'Hi. See desk'],
    ['with its capital at the start', '{topic} is here', ['İzmir tours'], 'İzmir tours is here'],
    ['with its capital after a full stop', 'Hi there. {topic}', ['Desk'], 'Hi there. Desk'],
    ['with its capital after a question', 'Why not? {topic}', ['Desk'], 'Why not? Desk'],
    ['with its capital after an exclamation', 'Hi there! {topic}', ['Desk'], 'Hi there! Desk'],
    ['lower case after a dot inside a word', 'Hi.{topic}', ['Desk'], 'Hi.desk'],
    ['as it is written', 'Explore {topic}', ['$& desk'], 'Explore $& desk'],
    ['without braces, which could be a slot', 'Explore {topic}', ['{topic} desk'], 'Explore topic desk'],
    ['with the product', '{product}: {topic}', ['Desk'], 'Zenvo: desk'],
  ])('%s', (_what, template, topic, text) => expect(filled(template, topic)).toBe(text));

  it('the product’s name keeps its capital inside a sentence, also as an audience’s first word', () => {
    expect(filled('See {product}', [])).toBe('See Zenvo');
    expect(filled('For {topic}', ['Zenvo users'])).toBe('For Zenvo users');
  });

  it('a product’s long name is cut to whole words where it does not fit', () => {
    const long = { product: 'Acme Customer Relation Suite' };
    expect(filled('{product}', [], { most: 28 }, long)).toBe('Acme Customer Relation Suite');
    expect(filled('{product}', [], { most: 27 }, long)).toBe('Acme Customer Relation');
    expect(filled('{product}', [], { most: 21 }, long)).toBeNull();
    expect(filled('See {product}', [], { most: 9 }, { product: `Zorn+${'y'.repeat(25)}` })).toBe('See Zorn');
  });

  it('a language that writes nouns with capitals keeps them', () => {
    expect(filled('Alles über {topic}', ['Software'], {}, { vocabulary: de })).toBe('Alles über Software');
  });
});

describe('a text that says a word twice is not written', () => {
  it.each([
    ['Tools for vets for dentists', false],
    ['Desk and desk', false],
    ['Invoice desk: send an invoice', false],
    ['Planung, planung', false],
    ['CRM and CRM', true],
    ['With us and with you', true],
    ['Pick-up and pick', true],
    ['Anna’s notes with Anna', true],
    ["Anna's notes with Anna", true],
    ['Caf\u00e9s beside cafe\u0301 and cafe', true],
  ])('%s: %s', (text, kept) => expect(bodies().fill(text)).toBe(kept));

  it('versions that differ in a number are two words', () => {
    const texts = new Texts(readingOf(), briefOf({ product: 'Model4 and Model5' }), BODY);
    expect(texts.fill('Model4 beside Model5')).toBe(true);
  });

  it('the word is the language’s own', () => {
    expect(bodies({ vocabulary: de }).fill('App für Zahnarzt für Praxis')).toBe(false);
  });
});

describe('of several templates', () => {
  const TEMPLATES = ['See {benefit}', 'One way', 'Two ways', 'Three ways'];
  const some = (count: number): string[] => {
    const texts = bodies();
    texts.some(TEMPLATES, count, { benefit: [] });
    return texts.kept;
  };
  it.each([
    [0, []],
    [1, ['One way']],
    [2, ['One way', 'Two ways']],
    [9, ['One way', 'Two ways', 'Three ways']],
  ])('the first %i that can be filled are kept', (count, kept) => expect(some(count)).toEqual(kept));

  it('each is filled with the slots', () => {
    const texts = bodies();
    texts.some(['See {topic}'], 1, { topic: ['Desk'] });
    expect(texts.kept).toEqual(['See desk']);
  });
});
