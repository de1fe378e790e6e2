import { describe, expect, it } from 'vitest';
import { briefOf } from '../../tests/briefs.ts';
import { readingOf } from '../../tests/readings.ts';
import { keywordText, writeKeywords, writeNegatives } from './keywords.ts';
import type { Theme } from './themes.ts';

type Changes = Parameters<typeof readingOf>[0];
const BRIEF = briefOf({ product: 'Zenvo', description: 'Reads receipts.', audience: 'Vets', claims: [] });
const EMPTY: Changes = { product: '', topics: [], audiences: [], benefits: [] };

const themeOf = (kind: Theme['kind'], changes: Changes = {}): Theme => {
  const { topics, audiences, benefits } = readingOf(changes);
  return { kind, name: '', topic: topics[0], audience: audiences[0] ?? [], benefits, index: 0 };
};
const textsOf = (keywords: ReturnType<typeof writeKeywords>, type: string) =>
  keywords.filter((k) => k.matchType === type).map((k) => k.text);
const phrases = (kind: Theme['kind'], changes: Changes = {}, used = new Set<string>(), brief = BRIEF) =>
  textsOf(writeKeywords(themeOf(kind, changes), readingOf(changes), brief, used), 'phrase');
const topicsOf = (...lists: string[][]) => ({ topics: lists.map((variants) => ({ variants, article: '' })) });

describe('a keyword is as people type it', () => {
  it.each([
    ['Sales CRM', 'sales crm'],
    ['  Sales \n CRM ', 'sales crm'],
    ['sales, crm!', 'sales crm'],
    ['“sales” (crm)', 'sales crm'],
    ['sales\u200bcrm', 'salescrm'],
    ['follow-ups', 'follow-ups'],
    ['sales - crm', 'sales crm'],
    ['sales--crm', 'sales crm'],
    ['sales…crm', 'sales crm'],
    ['sales\tcrm', 'sales crm'],
    ['-sales +crm', 'sales crm'],
    ['sales- crm.', 'sales crm'],
    ['r&d tools', 'r&d tools'],
    ['r & d', 'r d'],
    ["dentist's desk", "dentist's desk"],
    ["dentists' desk", 'dentists desk'],
    ['.net apps', 'net apps'],
    ['node.js', 'node.js'],
    ['c++ course', 'c++ course'],
    ['c# course', 'c# course'],
    ['C++/C# course', 'c++/c# course'],
    ['sales ++crm', 'sales crm'],
    ['sales /#crm', 'sales crm'],
    ['#1 choice', '1 choice'],
    ['b2b/b2c', 'b2b/b2c'],
    ['b2b/ b2c', 'b2b b2c'],
    ['über café', 'über café'],
    ['कमल', 'कमल'],
    ['model 4+', 'model 4+'],
    ['--- ...', ''],
  ])('%j becomes %j', (given, typed) => expect(keywordText(given)).toBe(typed));
});

describe('the keywords of a group', () => {
  it('are at most 16 phrases, the first four exact as well, exact ones first', () => {
    const keywords = writeKeywords(themeOf('topic'), readingOf(), BRIEF, new Set());
    expect(keywords).toHaveLength(20);
    expect(keywords.map((k) => k.matchType)).toEqual([
      ...Array<string>(4).fill('exact'),
      ...Array<string>(16).fill('phrase'),
    ]);
    expect(textsOf(keywords, 'exact')).toEqual(textsOf(keywords, 'phrase').slice(0, 4));
  });

  it('stand in no other group', () => {
    const used = new Set(['invoice app']);
    const first = phrases('topic', {}, used);
    expect(first).not.toContain('invoice app');
    expect([...used].sort()).toEqual([...first, 'invoice app'].sort());
  });

  it('are such as Google takes: ten words at most', () => {
    const long = 'a b c d e f g h i j k';
    expect(phrases('topic', topicsOf([long, 'desk']))).not.toContain(long);
  });

  it('of the brand: its name, the name with the shortest way to say what it is, what people ask about it', () => {
    const own = ['zenvo', 'zenvo invoice app', 'zenvo website', 'zenvo pricing'];
    const rest = ['features', 'reviews', 'online'].map((word) => `zenvo ${word}`);
    const last = ['about zenvo', 'zenvo contact', 'zenvo company'];
    const topics = topicsOf(['Invoice app made for every dentist', 'Invoice app', 'App']);
    expect(phrases('brand', topics)).toEqual([...own, ...rest, ...last]);
    expect(phrases('brand', { topics: [] })[1]).toBe('zenvo website');
  });

  it('of a kind of product: all its versions, and the first two that people would type with words of search', () => {
    expect(
      phrases('topic', topicsOf(['one two three four five', 'four words of it', 'desk', 'tool'])),
    ).toEqual([
      ...['one two three four five', 'four words of it', 'desk', 'tool'],
      ...['four words of it online', 'four words of it pricing', 'four words of it comparison'],
      ...['compare four words of it', 'four words of it provider', 'four words of it quote'],
      ...['four words of it demo', 'desk online', 'desk pricing', 'desk comparison', 'compare desk'],
      'desk provider',
    ]);
  });

  it('of a kind that has no short version: the shortest', () => {
    const long = ['one two three four five six', 'one two three four five'];
    const found = phrases('topic', topicsOf(long));
    expect(found.slice(0, 3)).toEqual([...long, 'one two three four five online']);
    expect(found).not.toContain('one two three four five six online');
  });

  it('of an audience: every kind and the product for each version of four words', () => {
    const audiences = [['Vets of the city and beyond', 'Vets of the city'], ['Opticians']];
    expect(phrases('audience', { audiences, ...topicsOf(['Desk', 'desk for all'], ['App']) })).toEqual([
      ...['desk for vets of the city', 'app for vets of the city', 'zenvo for vets of the city'],
      ...['desk for opticians', 'app for opticians', 'zenvo for opticians'],
    ]);
  });

  it('of the uses: each use, what it is done with, how to do it', () => {
    const benefits = [['Send a lot of invoices', 'Send invoices'], ['Export ledgers']];
    expect(phrases('benefit', { benefits, ...topicsOf(['Big desk', 'Desk']) })).toEqual([
      ...['send invoices', 'desk to send invoices', 'how to send invoices', 'send invoices online'],
      ...['export ledgers', 'desk to export ledgers', 'how to export ledgers', 'export ledgers online'],
    ]);
  });

  it('of the uses without a known kind: nothing is done with nothing', () => {
    expect(phrases('benefit', { benefits: [['Send invoices'], ['Export ledgers']], topics: [] })).toEqual([
      ...['send invoices', 'how to send invoices', 'send invoices online'],
      ...['export ledgers', 'how to export ledgers', 'export ledgers online'],
    ]);
  });

  it('phrases are put in as they are written', () => {
    expect(phrases('benefit', { benefits: [["Send $' on"]], ...topicsOf(["$' desk"]) })[1]).toBe(
      'desk to send on',
    );
  });
});

describe('a brief that says little', () => {
  it('fills a group up to five phrases: the audience, the objective, the product, the brand', () => {
    const changes = { ...EMPTY, product: 'Zenvo', audiences: [['Vets']] };
    expect(phrases('topic', changes)).toEqual([
      ...['zenvo for vets', 'zenvo provider', 'zenvo quote', 'zenvo demo', 'zenvo'],
    ]);
    expect(phrases('benefit', { ...EMPTY, product: 'Zenvo' })).toEqual([
      ...['zenvo provider', 'zenvo quote', 'zenvo demo', 'zenvo', 'zenvo online'],
    ]);
  });

  it('without a product has phrases of its kind, never words of search alone', () => {
    const changes = { ...EMPTY, audiences: [['Vets']], ...topicsOf(['Desk']) };
    expect(phrases('audience', changes)).toEqual([
      ...['desk for vets', 'desk provider', 'desk quote', 'desk demo', 'desk'],
    ]);
    expect(phrases('benefit', { ...EMPTY, audiences: [['Vets']] }).slice(0, 3)).toEqual([
      ...['zenvo', 'zenvo online', 'zenvo pricing'],
    ]);
  });

  it('has the same order of phrases for the groups that follow', () => {
    const used = new Set<string>();
    const changes = { ...EMPTY, product: 'Zenvo', audiences: [['Vets']], ...topicsOf(['Desk']) };
    const groups = Array.from({ length: 100 }, () => phrases('audience', changes, used));
    const all = groups.flat();
    const asked = (x: string) => [x, `${x} online`, `${x} pricing`, `${x} comparison`, `compare ${x}`];
    const aims = (x: string) => [`${x} provider`, `${x} quote`, `${x} demo`];
    const brand = (x: string) => [
      ...[`${x} website`, `${x} features`, `${x} reviews`, `about ${x}`, `${x} contact`, `${x} company`],
    ];
    const others = (x: string) => [
      ...[`${x} information`, `${x} overview`, `${x} guide`],
      ...[`buy ${x}`, `order ${x}`, `${x} price`],
    ];
    const word = (x: string) => [
      ...[...asked(x), ...brand(x), ...others(x).slice(0, 3), ...aims(x), ...others(x).slice(3)],
    ];
    expect(all).toEqual([
      ...['desk for vets', 'zenvo for vets'],
      ...[...aims('desk'), ...asked('desk'), ...aims('zenvo'), ...asked('zenvo'), ...asked('vets')],
      ...[...brand('desk'), ...others('desk'), ...brand('zenvo'), ...others('zenvo'), ...brand('vets')],
      ...[...word('reads'), ...word('receipts'), ...others('vets').slice(0, 3), ...aims('vets')],
      ...others('vets').slice(3),
    ]);
  });
});

describe('what is no customer’s search', () => {
  const negatives = (kind: Theme['kind'], brief: Partial<typeof BRIEF> = {}, keywords = ['zenvo']) =>
    writeNegatives(
      themeOf(kind),
      keywords.map((text) => ({ text, matchType: 'phrase' as const })),
      readingOf({ product: 'Zenvo!' }),
      { ...BRIEF, ...brief },
    );
  const words = (...given: Parameters<typeof negatives>) => negatives(...given).map((k) => k.text);

  it('is excluded as a phrase', () => {
    expect(negatives('brand')[0]).toEqual({ text: 'jobs', matchType: 'phrase' });
    expect(words('brand')).toEqual(
      'jobs,salary,internship,wikipedia,definition,meaning,pdf,crack,login,free,cheap,second hand,diy,course'.split(
        ',',
      ),
    );
  });

  it.each([
    ['product', 'Jobs'],
    ['description', 'We find jobs.'],
    ['audience', 'People without jobs'],
  ])('never has a word of the %s', (field, text) => {
    expect(words('brand', { [field]: text })).not.toContain('jobs');
    expect(words('brand', { [field]: text })).toContain('salary');
  });

  it('never has a word of a claim, nor a pair of which the brief says one', () => {
    expect(words('brand', { claims: ['Free', 'first hand'] })).not.toContain('free');
    expect(words('brand', { claims: ['Free', 'first hand'] })).not.toContain('second hand');
  });

  it('compares whole words', () => expect(words('brand', { description: 'jobsite' })).toContain('jobs'));

  it('has the brand in the groups of others, where it blocks no keyword', () => {
    expect(words('topic', {}, ['desk']).at(-1)).toBe('zenvo');
    expect(words('topic', {}, ['desk', 'zenvo desk'])).not.toContain('zenvo');
    expect(words('brand', {}, ['desk'])).not.toContain('zenvo');
  });

  it('has no brand where none is known', () => {
    const reading = readingOf({ product: '' });
    expect(writeNegatives(themeOf('topic'), [], reading, BRIEF).at(-1)?.text).toBe('course');
  });
});
