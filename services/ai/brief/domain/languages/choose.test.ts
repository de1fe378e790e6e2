import { describe, expect, it } from 'vitest';
import { briefOf } from '../../../tests/briefs.ts';
import { chooseLanguage, detectLanguage } from './choose.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { wordSet } from './vocabulary.ts';

it.each([
  ['The tool is for teams that want to sell more with less work', 'en'],
  ['Die Software ist für Teams, die mehr mit weniger verkaufen', 'de'],
  ['Un logiciel pour les équipes qui veulent vendre avec plus de calme', 'fr'],
  ['Un programa para los equipos que quieren vender más con menos', 'es'],
  ['The tool for Acme', 'en'],
  ['THE TOOL FOR ACME', 'en'],
  ['The tool', null],
  ['The tool for Acme, die Software für Acme', null],
  ['Acme', null],
  ['24/7', null],
])('%s is in %s', (text, language) => expect(detectLanguage(text)).toBe(language));

it('the brief’s own language is chosen when the campaign asks for it', () => {
  expect(chooseLanguage(briefOf({ languages: ['de', 'en'] })).language).toBe('en');
  expect(chooseLanguage(briefOf({ languages: ['de'] })).language).toBe('de');
});

describe('the language of a brief', () => {
  const silent = {
    product: 'Acme',
    description: 'CRM',
    audience: 'Teams',
    claims: [],
    languages: ['fr', 'de'],
  };

  it('is read from all that the brief says', () => {
    const hint = 'Programm mit der Kraft';
    for (const changes of [
      { product: hint },
      { description: hint },
      { audience: hint },
      { claims: ['Programm mit', 'der Kraft'] },
    ]) {
      const { language, briefLanguage, vocabulary } = chooseLanguage(briefOf({ ...silent, ...changes }));
      expect([language, briefLanguage, vocabulary]).toEqual(['de', 'de', de]);
    }
  });

  it('is the first that the campaign asks for when the brief tells none', () => {
    expect(chooseLanguage(briefOf(silent))).toEqual({ vocabulary: fr, language: 'fr', briefLanguage: null });
  });

  it('has English words around the brief’s own when there is no vocabulary for it', () => {
    expect(chooseLanguage(briefOf({ languages: ['ja'] }))).toEqual({
      vocabulary: en,
      language: 'ja',
      briefLanguage: 'en',
    });
  });
});

it.each([
  [en, true, false, 'and'],
  [de, false, true, 'und'],
  [fr, false, false, 'et'],
  [es, false, false, 'y'],
])('$language is written in its own manner', (vocabulary, titleCase, nounsCapitalised, and) => {
  expect(vocabulary).toMatchObject({ titleCase, nounsCapitalised, and });
});

describe.each([en, de, fr, es])('the words of $language', (vocabulary) => {
  const { general, pronouns, stopWords, breakWords, prepositions } = vocabulary;

  it.each(Object.entries({ general, pronouns, stopWords, breakWords, prepositions }))(
    'are known by kind, small and one by one: %s',
    (_kind, words) => {
      expect(words.size).toBeGreaterThan(9);
      expect([...words].filter((word) => !/^\p{Ll}+$/u.test(word))).toEqual([]);
    },
  );
});

it('a set of words is read from words with any space between them', () => {
  expect([...wordSet(' at by\n    for  at ')]).toEqual(['at', 'by', 'for']);
});
