import { describe, expect, it } from 'vitest';
import { briefOf } from '../../tests/briefs.ts';
import { hasWords, readBrief, searchWords } from './read-brief.ts';

type Changes = Parameters<typeof briefOf>[0];
const read = (changes: Changes) => readBrief(briefOf(changes));

describe('the product line', () => {
  it.each([
    ...[' - ', ' – ', ' — ', ' | ', '|', ': ', ':', '; ', ', ', ' (', '('],
    ...[' for ', ' für ', ' pour ', ' para ', ' FOR '],
  ])('is a name, then after “%s” what it is', (joiner) => {
    const { product, topics } = read({ product: `Acme${joiner}sales pipeline tool`, description: 'CRM.' });
    expect(product).toBe('Acme');
    expect(topics.map((topic) => topic.variants[0])).toEqual(['sales pipeline tool']);
  });

  it.each([
    ['Acme', 'Acme'],
    [' “Acme” ', 'Acme'],
    ['Mid-size Formula CRM', 'Mid-size Formula CRM'],
    ['Acme Customer Relations Management Suite', 'Acme Customer Relations'],
    ['monday.com', 'monday.com'],
    ['Acme 🚀', ''],
    ['!!!', ''],
    ['7', '7'],
  ])('“%s” names “%s”, which can stand in an ad', (product, name) =>
    expect(read({ product }).product).toBe(name),
  );

  it.each(['best CRM tool', 'free CRM tool', 'top 5 CRM tool', 'rocket🚀 CRM tool', 'certified CRM tool'])(
    'is no kind of product with what an ad may not say: %s',
    (kind) => expect(read({ product: `Acme: ${kind}`, description: 'CRM.' }).topics).toEqual([]),
  );
});

describe('the audiences, uses and claims of a brief', () => {
  it('are those that may stand in an ad', () => {
    expect(read({ audience: 'Dentists 🚀, founders of firms, fans 🚀 of firms' }).audiences).toEqual([
      ['founders of firms', 'founders'],
    ]);
    const description =
      'It helps you track deals with 🚀, save 30% now, get free seats, track 🚀 and plan calls in teams.';
    expect(read({ description }).benefits).toEqual([['track deals'], ['plan calls in teams', 'plan calls']]);
  });

  it('hold whole claims without the marks at their ends', () => {
    const claims = ['Set up in 10 minutes. ', 'No. 1 choice! Ever!!', 'See www.x.com', '…', 'The best'];
    expect(read({ claims }).claims).toEqual(['Set up in 10 minutes', 'No. 1 choice! Ever', 'The best']);
  });

  it('are not there when the brief says nothing', () => {
    expect(read({ product: 'Zora', description: '…', audience: '…', claims: [] })).toMatchObject({
      product: 'Zora',
      topics: [],
      benefits: [],
      audiences: [],
      claims: [],
      sentences: [],
    });
  });
});

describe('the sentences of a brief', () => {
  const sentences = (description: string, changes: Changes = {}) =>
    read({ description, ...changes }).sentences;

  it.each([
    'Works with the mail that you have.',
    'Works really well.',
    'Feel free to call us.',
    'The team has 30 people.',
    'The team is certified.',
    '会計ソフトです。',
  ])('may stand in an ad: %s', (sentence) => expect(sentences(sentence)).toEqual([sentence]));

  it.each([
    'Works well.',
    'It works with the mail that you have.',
    'IT works with the mail that you have.',
    '“It” works with the mail that you have.',
    'Best price for all the teams.',
    'The tool is free for teams.',
    'See www.x.com for more.',
  ])('may not: %s', (sentence) => expect(sentences(sentence)).toEqual([]));

  it('are not used in another language than the copy’s', () => {
    const english = 'Works with the mail that you have.';
    expect(sentences(english, { languages: ['de'] })).toEqual([]);
    expect(sentences(english, { languages: ['de', 'en'] })).toEqual([english]);
  });

  it('are used when nobody knows their language', () => {
    const silent = { product: 'Zora', audience: 'Dentistas', claims: [], languages: ['en'] };
    expect(sentences('Zora Kilo Lima.', silent)).toEqual(['Zora Kilo Lima.']);
  });
});

describe('the words that can be searched for', () => {
  const words = (product: string, description = '…', audience = '…') =>
    searchWords(briefOf({ product, description, audience, claims: [] }));

  it('are those of the product, the description and the audience, once each, small, in their order', () => {
    expect(words('Acme CRM', 'A crm for Teams.', 'Big teams, founders')).toEqual([
      'acme',
      'crm',
      'for',
      'teams',
      'big',
      'founders',
    ]);
  });

  it('have 2 to 30 letters with their marks', () => {
    expect(words(`a bc ${'d'.repeat(30)} ${'e'.repeat(31)} x2y fg-hi 7 हिन्दी`)).toEqual([
      'bc',
      'd'.repeat(30),
      'fg',
      'hi',
      'हिन्दी',
    ]);
  });

  it('are needed to write with: a brief has some or none', () => {
    const none = { product: '!!!', description: '?', audience: 'a', claims: ['Fair'] };
    expect(words('!!!', '?', 'a')).toEqual([]);
    expect(hasWords(briefOf(none))).toBe(false);
    expect(hasWords(briefOf({ ...none, audience: 'ab' }))).toBe(true);
  });
});
