import { describe, expect, it } from 'vitest';
import { clauses, nounPhrases } from '../phrases.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

const LANGUAGES = [
  {
    ...en,
    vocabulary: en,
    pair: ['and', 'or'],
    more: ['but', 'so that', 'so', 'because', 'while', 'when', 'which', 'that'],
    whole: 'mid-size brands order 1,000 sandals',
    verbs: ['track', 'tracks', 'teaches', 'includes', 'offers', 'made'],
  },
  {
    ...de,
    vocabulary: de,
    pair: ['und', 'oder'],
    more: ['aber', 'sowie', 'damit', 'weil', 'während', 'wenn', 'dass'],
    whole: 'runde Sonderangebote für 1,5-mal Hunde',
    verbs: ['bietet', 'hilft', 'macht', 'finden'],
  },
  {
    ...fr,
    vocabulary: fr,
    pair: ['et', 'ou'],
    more: ['mais', 'ainsi que', 'parce que', 'lorsque', 'quand'],
    whole: 'petits jouets du rendez-vous à 1,5',
    verbs: ['aide', 'permet', 'offre', 'facilite'],
  },
  {
    ...es,
    vocabulary: es,
    pair: ['y', 'o'],
    more: ['e', 'u', 'pero', 'porque', 'cuando', 'mientras'],
    whole: 'mayo nuevo con ayuda 1,5-veces',
    verbs: ['ayuda', 'permite', 'ofrece', 'facilita'],
  },
];

describe.each(LANGUAGES)('a sentence in $language', ({ vocabulary, pair, more, whole, verbs }) => {
  const joiners = [
    ...['; ', ': ', ' (', ') ', ' • ', ' | ', ', ', ' - ', ' – ', ' — '],
    ...pair.map((word) => `, ${word} `),
    ...[...pair, ...more].map((word) => ` ${word} `),
  ];

  it.each(joiners)('has a new clause after “%s”', (joiner) =>
    expect(clauses(`Acme${joiner}Zora`, vocabulary)).toEqual(['Acme', 'Zora']),
  );

  it('has none inside a word or a number', () => expect(clauses(whole, vocabulary)).toEqual([whole]));

  it.each(verbs)('names no thing across the verb “%s”', (verb) =>
    expect(nounPhrases(`Acme Zora ${verb} Kilo Lima`, vocabulary)).toEqual(['Acme Zora', 'Kilo Lima']),
  );
});

it.each([
  [en, 'Acme is a CRM for teams', 'a', 'CRM for teams'],
  [en, 'Acme is an applicant system', 'an', 'applicant system'],
  [en, 'We are the CRM', 'the', 'CRM'],
  [en, 'These are our tools', 'our', 'tools'],
  [en, 'Acme is fast', undefined, 'fast'],
  [de, 'Acme ist ein Programm', 'ein', 'Programm'],
  [de, 'Acme ist eine Software für Betriebe', 'eine', 'Software für Betriebe'],
  [de, 'Das ist der Dienst', 'der', 'Dienst'],
  [de, 'Das ist die Software', 'die', 'Software'],
  [de, 'Das ist das Programm', 'das', 'Programm'],
  [de, 'Das ist unser Programm', 'unser', 'Programm'],
  [de, 'Das sind unsere Programme', 'unsere', 'Programme'],
  [de, 'Acme ist schnell', undefined, 'schnell'],
  [fr, 'Acme est un service de paie', 'un', 'service de paie'],
  [fr, 'Acme est une application', 'une', 'application'],
  [fr, 'Voici, c’est le service', 'le', 'service'],
  [fr, 'Acme est la solution', 'la', 'solution'],
  [fr, 'Acme est notre outil', 'notre', 'outil'],
  [fr, 'Ils sont rapides', undefined, 'rapides'],
  [es, 'Acme es un programa de paga', 'un', 'programa de paga'],
  [es, 'Acme es una aplicación', 'una', 'aplicación'],
  [es, 'Acme es el programa', 'el', 'programa'],
  [es, 'Acme es la aplicación', 'la', 'aplicación'],
  [es, 'Acme es nuestro programa', 'nuestro', 'programa'],
  [es, 'Acme es nuestra app', 'nuestra', 'app'],
  [es, 'Ellos son rápidos', undefined, 'rápidos'],
])('$language: “%s” says what the product is', (vocabulary, sentence, article, rest) =>
  expect({ ...vocabulary.definition.exec(sentence)?.groups }).toEqual({ article, rest }),
);

it.each([
  [en, 'This the team likes'],
  [en, 'Acme tracks deals'],
  [de, 'Bist der Chef'],
  [fr, 'Dans l’ouest le vent'],
  [es, 'Los meses la gente'],
])('$language: “%s” does not', (vocabulary, sentence) =>
  expect(vocabulary.definition.exec(sentence)).toBeNull(),
);
