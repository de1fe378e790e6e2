import { describe, expect, it } from 'vitest';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { es } from './languages/es.ts';
import { fr } from './languages/fr.ts';
import { readTopics } from './read-phrases.ts';

type Context = Parameters<typeof readTopics>[2];
const context = (changes: Partial<Context> = {}): Context => ({
  vocabulary: en,
  product: 'Acme CRM',
  audiences: [],
  ...changes,
});
const described = (phrase: string, changes: Partial<Context> = {}) =>
  readTopics([phrase], [], context(changes)).map((topic) => topic.variants);
const written = (sentences: string[], changes: Partial<Context> = {}) =>
  readTopics([], sentences, context(changes));
const first = (sentences: string[], changes: Partial<Context> = {}) =>
  written(sentences, changes)[0]?.variants[0];

describe('a kind of product in the product line', () => {
  it.each([
    ['sales pipeline software', ['sales pipeline software', 'pipeline software']],
    ['tracking tool for a small team', ['tracking tool for a small team', 'tracking tool']],
    ['the sales pipeline tool', ['the sales pipeline tool']],
    [
      'big cloud sales pipeline tool',
      ['big cloud sales pipeline tool', 'cloud sales pipeline tool', 'sales pipeline tool', 'pipeline tool'],
    ],
    ['Software for dentists', ['Software for dentists']],
    ['helpdesk for dentists', ['helpdesk for dentists', 'helpdesk']],
    ['tool for all the many fast busy happy teams', []],
    ['tool for the fast and busy teams', ['tool for the fast and busy teams']],
    ['Acme CRM tool', ['CRM tool']],
    ['Acme CRMs tool', ['Acme CRMs tool', 'CRMs tool']],
  ])('%s, with its shorter versions', (phrase, variants) =>
    expect(described(phrase)).toEqual(variants.length === 0 ? [] : [variants]),
  );

  it('is none when it has more than five words with meaning or more than eight in all', () => {
    expect(described('big modern cloud sales pipeline tool')).toEqual([]);
    expect(described('helpdesk for the many users of the town')).toEqual([
      ['helpdesk for the many users of the town', 'helpdesk for the many users', 'helpdesk'],
    ]);
    expect(described('helpdesk for the many users of the old town')).toEqual([]);
  });

  it('is none when it only says the product’s name', () => {
    expect(described('acme crm')).toEqual([]);
    expect(described('helpdesk tool', { product: '' })).toEqual([['helpdesk tool']]);
  });

  it('is not shortened from its start where the noun comes first', () => {
    expect(described('logiciel gestion paie', { vocabulary: fr })).toEqual([['logiciel gestion paie']]);
  });
});

describe('the article of a kind of product', () => {
  const article = (sentence: string, vocabulary = en) => written([sentence], { vocabulary })[0]?.article;

  it.each([
    [en, 'Acme is a pipeline tool.', 'a'],
    [en, 'Acme is AN applicant tool.', 'an'],
    [en, 'Acme is the pipeline tool.', ''],
    [en, 'Acme is our pipeline tool.', ''],
    [fr, 'Acme est un service de paie.', 'un'],
    [fr, 'Acme est une boutique de vin.', 'une'],
    [fr, 'Acme est la boutique de vin.', ''],
    [es, 'Acme es un taller de coches.', 'un'],
    [es, 'Acme es una tienda de vinos.', 'una'],
    [es, 'Acme es nuestra tienda de vinos.', ''],
    [de, 'Acme ist ein Programm für Lohn.', '-'],
    [de, 'Acme ist unser Programm für Lohn.', '-'],
  ])('$language: in “%s” is “%s”', (vocabulary, sentence, expected) =>
    expect(article(sentence, vocabulary)).toBe(expected),
  );

  it.each([
    [en, 'sales software', '-'],
    [en, 'fitness classes', '-'],
    [en, 'sales training', '-'],
    [en, 'business class', ''],
    [en, 'sales training tool', ''],
    [en, 'help desk', ''],
    [de, 'Lohn Programm', '-'],
    [fr, 'boutique locale', ''],
    [es, 'tienda local', ''],
  ])('$language: none is needed before what is not counted: %s “%s”', (vocabulary, phrase, expected) =>
    expect(readTopics([phrase], [], context({ vocabulary }))[0]?.article).toBe(expected),
  );

  it('is learned from the definition of a kind that is known without one', () => {
    const sentence = 'Acme is a Pipeline Tool for teams.';
    expect(readTopics(['sales pipeline tool'], [sentence], context())).toEqual([
      { variants: ['sales pipeline tool', 'pipeline tool'], article: 'a' },
    ]);
    expect(readTopics(['pipeline software'], ['Acme is a pipeline software.'], context())).toEqual([
      { variants: ['pipeline software'], article: '-' },
    ]);
  });

  it('is needed for a definition: “is fast” defines nothing', () => {
    expect(written(['Acme is quick help desk.', 'Acme is a .'])).toEqual([]);
  });
});

describe('of several kinds', () => {
  const long = 'international transportation management';

  it('the short ones come first, three at most', () => {
    const phrases = [long, 'international sales pipeline tool', 'help desk', 'deal room', 'sales map'];
    expect(readTopics(phrases, [], context()).map((topic) => topic.variants[0])).toEqual([
      'international sales pipeline tool',
      'help desk',
      'deal room',
    ]);
    expect(readTopics([long, 'help desk'], [], context()).map((t) => t.variants[0])).toEqual([
      'help desk',
      long,
    ]);
  });

  it('those that the description only mentions are read when there is no short one', () => {
    const mentions = ['Payroll software saves time.', 'Expense software too.'];
    const firsts = (phrases: string[]) =>
      readTopics(phrases, mentions, context()).map((topic) => topic.variants[0]);
    expect(firsts(['help desk'])).toEqual(['help desk']);
    expect(firsts(['help desk', long])).toEqual(['help desk', long]);
    expect(firsts([long])).toEqual(['Payroll software', long]);
    expect(firsts([])).toEqual(['Payroll software']);
  });
});

describe('a phrase of the description says what the product is', () => {
  it('when a sentence begins with it', () => {
    expect(first(['Payroll software saves time.'])).toBe('Payroll software');
    expect(first(['Time saves payroll software.'])).toBeUndefined();
  });

  it('when it is said twice, in any letter case', () => {
    expect(first(['It audits Payroll software.', 'It audits payroll Software.'])).toBe('Payroll software');
  });

  it('when it stands in the sentence that defines the product', () => {
    const definition =
      'Acme is a fantastically comprehensive organisation-wide solution and payroll software.';
    expect(first([definition])).toBe('payroll software');
  });

  it('and the one that is said most often comes first', () => {
    const sentences = ['Payroll software is new.', 'Expense software is old.', 'It audits expense software.'];
    expect(first(sentences)).toBe('Expense software');
  });

  it('as one word only when that is a long one', () => {
    expect(first(['Accounting saves time.'])).toBe('Accounting');
    expect(first(['Invoicing saves time.'])).toBeUndefined();
  });

  it('not when it is about whoever uses the product', () => {
    const people = `team teams people customers clients users companies businesses departments employees kunden nutzer
      unternehmen mitarbeiter betrieb betriebe betrieben équipes utilisateurs entreprises equipos clientes usuarios empresas`;
    for (const word of people.split(/\s+/u))
      expect([word, first([`Nordic ${word} like it.`])]).toEqual([word, undefined]);
    expect(first(['Team software saves time.'])).toBe('Team software');
  });

  it('not when it is the audience or a part of it', () => {
    const audiences = ['founders', 'managers of dental clinics'];
    expect(first(['Dental clinics save time.'], { audiences })).toBeUndefined();
    expect(first(['Happy founders save time.'], { audiences })).toBeUndefined();
    expect(first(['Dental clinic saves time.'], { audiences })).toBe('Dental clinic');
  });

  it('not when the advertiser speaks of itself', () => {
    expect(first(['Our payroll software is new.', 'Our payroll software is fast.'])).toBeUndefined();
  });

  it('not in a script without spaces, where words are not told apart', () => {
    expect(first(['クラウド会計ソフトウェア製品'])).toBeUndefined();
  });
});
