import { describe, expect, it } from 'vitest';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { es } from './languages/es.ts';
import { fr } from './languages/fr.ts';
import { readAudiences, readBenefits } from './read-phrases.ts';

describe('the audiences', () => {
  it.each([
    [
      'Sales managers at software firms, founders of small firms',
      [
        ['Sales managers at software firms', 'Sales managers'],
        ['founders of small firms', 'founders'],
      ],
    ],
    ['Dentists', [['Dentists']]],
    ['Practices for dentists', [['Practices for dentists', 'Practices']]],
    ['The format makers', [['format makers']]],
    ['A, 7, B2, dentists', [['dentists']]],
    ['A of dentists', [['A of dentists']]],
    ['会計士、会', [['会計士、会']]],
    ['会, dentists', [['会'], ['dentists']]],
    ['one, two, three, four, five', [['one'], ['two'], ['three'], ['four']]],
    ['  Dentists\n and  doctors ', [['Dentists'], ['doctors']]],
    ['', []],
  ])('of “%s” stand with their shorter versions', (text, expected) =>
    expect(readAudiences(text, en)).toEqual(expected),
  );

  it.each('for für pour para the die der les los las For'.split(' '))(
    'stand without “%s” before them',
    (word) => expect(readAudiences(`${word} dentists`, en)).toEqual([['dentists']]),
  );

  it.each('head heads director directors vp vps user users member members Heads'.split(' '))(
    'are not shortened to “%s”, which says nothing',
    (word) => {
      expect(readAudiences(`${word} of sales`, en)).toEqual([[`${word} of sales`]]);
      expect(readAudiences(word, en)).toEqual([]);
    },
  );

  it.each(['Headhunters', 'Superusers', 'Usersmiths'])('may be shortened to “%s”', (word) =>
    expect(readAudiences(`${word} of sales`, en)).toEqual([[`${word} of sales`, word]]),
  );

  it.each([
    ['Parents actifs en ville', ['les parents actifs en ville', 'les parents actifs']],
    ['Comptables', ['les comptables']],
    ['les comptables', ['les comptables']],
    ['Joyeux clients', ['les joyeux clients']],
    ['Équipe de cuisiniers', ['Équipe de cuisiniers', 'Équipe']],
    ['Service client', ['Service client']],
  ])('have their article in French: %s', (text, expected) =>
    expect(readAudiences(text, fr)).toEqual([expected]),
  );
});

describe('the uses', () => {
  const uses = (sentences: string[], changes: object = {}) =>
    readBenefits(sentences, { vocabulary: en, product: 'Acme CRM', audiences: [], ...changes });

  it('of a sentence stand in its order, with their shorter versions', () => {
    expect(
      uses(['It helps you track deals, forecast revenue and automate follow-ups in one place.']),
    ).toEqual([
      ['track deals'],
      ['forecast revenue'],
      ['automate follow-ups in one place', 'automate follow-ups'],
    ]);
  });

  it('are not shortened to a single word', () => {
    expect(uses(['Sell without coding.'])).toEqual([['Sell without coding']]);
  });

  it('are not read from a clause that names nothing', () => {
    expect(uses(['Es hilft … zu planen.'], { vocabulary: de })).toEqual([]);
  });

  it('are told once, in any letter case, and eight at most', () => {
    expect(uses(['Track deals.', 'Sell more.', 'TRACK deals.'])).toHaveLength(2);
    const many = ['ads', 'books', 'cars', 'deals', 'events', 'files', 'goals', 'houses', 'ideas'];
    expect(uses(many.map((what) => `Track ${what}.`))).toEqual(
      many.slice(0, 8).map((what) => [`Track ${what}`]),
    );
  });

  it('have nine words at most', () => {
    const nine = 'Track deals calls mails notes tasks plans goals wins';
    expect(uses([nine])).toEqual([[nine]]);
    expect(uses([`${nine} now`])).toEqual([]);
  });

  it('do not name the product', () => {
    expect(uses(['Use Acme CRM today.', 'Use acme crm.'])).toEqual([]);
    expect(uses(['Use Acme tools.'])).toEqual([['Use Acme tools']]);
    expect(uses(['Use Acme CRM today.'], { product: '' })).toEqual([['Use Acme CRM today']]);
  });

  it.each([
    ...[
      'We',
      'Our staff',
      'I',
      'My clients',
      'Clients',
      'Customers',
      'Wir',
      'Kunden',
      'Nous',
      'Notre',
      'Nos',
    ],
    ...['Unser', 'Unsere', 'Unseren', 'Unserer', 'Unserem', 'Unseres'],
    ...['Nosotros', 'Nuestro', 'Nuestra', 'Nuestros', 'Nuestras', 'Clientes'],
  ])('are not read where the advertiser speaks of itself: %s …', (who) =>
    expect(uses([`${who} help you track deals.`])).toEqual([]),
  );

  it.each(['Weekly mails', 'Nosy people', 'Icons', 'All that we'])('are read elsewhere: %s …', (who) =>
    expect(uses([`${who} help you track deals.`])).toEqual([['track deals']]),
  );

  it.each([
    [
      de,
      'Sie hilft Betrieben, Löhne abzurechnen und Stunden zu erfassen.',
      ['Löhne abrechnen', 'Stunden erfassen'],
    ],
    [
      fr,
      'Il permet de planifier les repas et de cuisiner des plats.',
      ['planifier les repas', 'cuisiner des plats'],
    ],
    [
      es,
      'Ayuda a emitir facturas, controlar gastos y preparar impuestos.',
      ['emitir facturas', 'controlar gastos', 'preparar impuestos'],
    ],
  ])('are read in $language', (vocabulary, sentence, expected) =>
    expect(uses([sentence], { vocabulary }).map(([use]) => use)).toEqual(expected),
  );
});
