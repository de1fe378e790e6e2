import { describe, expect, it } from 'vitest';
import { de } from '../../brief/domain/languages/de.ts';
import { readingOf } from '../../tests/readings.ts';
import { chooseThemes, slotsOf } from './themes.ts';

const namesOf = (changes: Parameters<typeof readingOf>[0]) =>
  chooseThemes(readingOf(changes)).map((theme) => theme.name);
const oneTopic = (...variants: string[]) => ({ topics: [{ variants, article: '' }] });

describe('a brief has two to four ad groups, one intent each', () => {
  const full = [
    'Zenvo | Brand',
    'Zenvo | Invoice app for dentists',
    'Zenvo | For dentists at small practices',
  ];
  it.each([
    ['with everything: the brand, the product’s kind, the audience, the uses', {}, [...full, 'Zenvo | Uses']],
    ['with two uses: they have a group', { benefits: [['a'], ['b']] }, [...full, 'Zenvo | Uses']],
    ['with one use: a second kind of product', { benefits: [['a']] }, [...full, 'Zenvo | Billing desk']],
    ['with one use and one kind', { benefits: [['a']], ...oneTopic('Invoice app for dentists') }, full],
    ['without an audience', { audiences: [] }, ['Zenvo | Brand', full[1], 'Zenvo | Uses']],
    ['without a kind', { topics: [] }, ['Zenvo | Brand', full[2], 'Zenvo | Uses']],
    [
      'without a product that can stand in an ad',
      { product: '' },
      ['Invoice app for dentists', 'For dentists at small practices', 'Uses'],
    ],
    ['with a product only', { topics: [], audiences: [], benefits: [] }, ['Zenvo | Brand', 'Zenvo | Uses 2']],
    ['with nothing', { product: '', topics: [], audiences: [], benefits: [] }, ['Uses 1', 'Uses 2']],
  ])('%s', (_what, changes, names) => expect(namesOf(changes)).toEqual(names));

  it('each is of its kind, about the first kind of product, and leads with another use', () => {
    const { topics, benefits, audiences } = readingOf();
    const [a, b, c, d] = benefits;
    expect(chooseThemes(readingOf())).toEqual(
      [
        { kind: 'brand', benefits: [a, b, c, d], index: 0 },
        { kind: 'topic', benefits: [b, c, d, a], index: 1 },
        { kind: 'audience', benefits: [c, d, a, b], index: 2 },
        { kind: 'benefit', benefits: [d, a, b, c], index: 3 },
      ].map((theme) => ({
        ...theme,
        topic: topics[0],
        audience: audiences[0],
        name: expect.any(String) as string,
      })),
    );
  });

  it('a group of the second kind of product is about that one', () => {
    const last = chooseThemes(readingOf({ benefits: [] })).at(-1);
    expect(last).toMatchObject({ kind: 'topic', topic: { variants: ['Billing desk'] }, benefits: [] });
  });

  it('a group that only fills up is about the uses and the kind, where one is known', () => {
    const filled = chooseThemes(readingOf({ product: '', audiences: [], benefits: [], ...oneTopic('Desk') }));
    expect(filled).toMatchObject([
      { kind: 'topic', name: 'Desk' },
      { kind: 'benefit', name: 'Uses 2', topic: { variants: ['Desk'] }, audience: [] },
    ]);
  });
});

describe('the name of an ad group', () => {
  const forty = 'abcd efgh ijkl mnop qrst uvwx yzab cdef g';
  it.each([
    ['begins with a capital', ['invoice app'], 'Invoice app'],
    [
      'has the longest version of up to 40 letters',
      [`${forty}hi`, forty.slice(0, 40), 'Short'],
      'Abcd efgh ijkl mnop qrst uvwx yzab cdef',
    ],
    [
      'has whole words of the shortest, where none fits',
      [`${forty} long`, forty],
      'Abcd efgh ijkl mnop qrst uvwx yzab cdef',
    ],
    ['is the label of the uses, where no word fits', ['x'.repeat(41)], 'Uses'],
  ])('%s', (_what, variants, name) => {
    expect(namesOf({ product: '', ...oneTopic(...variants) })[0]).toBe(name);
  });

  it('is 110 letters long at most, letters of two halves whole', () => {
    const [brand] = namesOf({ product: '𝒜'.repeat(120) });
    expect(brand).toBe('𝒜'.repeat(110));
    expect(namesOf({ product: 'x'.repeat(109) })[0]).toBe('x'.repeat(109));
  });

  it.each([
    ['is lower case inside the label', ['Dentists'], 'For dentists'],
    ['keeps the product’s own capital', ['Zenvo users'], 'For Zenvo users'],
    ['is put in as it is written', ['$& owners'], 'For $& owners'],
  ])('of an audience: %s', (_what, audience, name) => {
    expect(namesOf({ audiences: [audience] })[2]).toBe(`Zenvo | ${name}`);
  });
});

describe('what a theme fills in', () => {
  const slots = (topic: { variants: string[]; article: string } | undefined, reading = readingOf()) =>
    slotsOf(
      { kind: 'topic', name: '', topic, audience: ['Vets'], benefits: [], index: 0 },
      reading,
      'Call us.',
    );

  it('every version of the kind, the audience and the call to action', () => {
    expect(slots({ variants: ['Invoice app', 'App'], article: 'a' })).toEqual({
      topic: ['Invoice app', 'App'],
      aTopic: ['an invoice app', 'an app'],
      audience: ['Vets'],
      action: ['Call us.'],
    });
  });

  it('nothing of a kind that is not known', () => {
    expect(slots(undefined)).toEqual({ topic: [], aTopic: [], audience: ['Vets'], action: ['Call us.'] });
  });

  it.each([
    ['no article is known: no phrase with one', '', 'Invoice app', []],
    ['none is needed', '-', 'Invoice software', ['invoice software']],
    ['another language’s stays', 'un', 'Desk', ['un desk']],
    ['another language’s stays before a vowel', 'une', 'App', ['une app']],
    ['the product’s own name keeps its capital', 'a', 'Zenvo desk', ['a Zenvo desk']],
  ])('the article: %s', (_what, article, topic, phrases) => {
    expect(slots({ variants: [topic], article }).aTopic).toEqual(phrases);
  });

  it('German nouns keep their capital', () => {
    const reading = readingOf({ vocabulary: de });
    expect(slots({ variants: ['Software'], article: '-' }, reading).aTopic).toEqual(['Software']);
  });

  const AN = 'anyone app email invoice order umbrella urban honorary honour hour untidy update';
  const A = 'desk house horse one-page european euro unit university usage useful utility helper yoga';
  it.each([
    ...AN.split(' ').flatMap((word) => [
      ['an', word, 'a'],
      ['an', word, 'an'],
    ]),
    ...A.split(' ').flatMap((word) => [
      ['a', word, 'a'],
      ['a', word, 'an'],
    ]),
  ])('English: %s %s, whatever the longer version had (%s)', (article = '', word = '', given = '') => {
    expect(slots({ variants: [`${word} tool`], article: given }).aTopic).toEqual([`${article} ${word} tool`]);
  });

  it.each(['CRM one', 'shoe unit', 'big hour', 'the euro'])('the first sound of “%s” decides', (topic) => {
    expect(slots({ variants: [topic], article: 'an' }).aTopic).toEqual([`a ${topic}`]);
  });
});
