import { describe, expect, it } from 'vitest';
import { Objective } from '../../../../../contracts/campaign/input.ts';
import { briefOf } from '../../../tests/briefs.ts';
import { claimEvidence, unsupportedClaims } from '../claims.ts';
import { GOOGLE_ADS_LIMITS } from '../../../../../rules/google-ads/limits.ts';
import { LINKEDIN_ADS_LIMITS } from '../../../../../rules/linkedin-ads/limits.ts';
import { textFaults } from '../../../check/domain/text-faults.ts';
import { fits } from '../width.ts';
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
  [en, true, false, true, ['and', 'for', 'Brand', 'For {audience}', 'Uses']],
  [de, false, true, true, ['und', 'für', 'Marke', 'Für {audience}', 'Einsatz']],
  [fr, false, false, false, ['et', 'pour', 'Marque', 'Pour {audience}', 'Usages']],
  [es, false, false, false, ['y', 'para', 'Marca', 'Para {audience}', 'Usos']],
])('$language is written in its own manner', (vocabulary, titleCase, nounsCapitalised, headLast, words) => {
  expect(vocabulary).toMatchObject({ titleCase, nounsCapitalised, headLast });
  const { and, forWord, labels } = vocabulary;
  expect([and, forWord, labels.brand, labels.audience, labels.benefits]).toEqual(words);
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

describe.each([en, de, fr, es])('the templates of $language', (vocabulary) => {
  const nothing = claimEvidence(briefOf({ product: 'X', description: 'x', audience: 'x', claims: [] }));
  const { headlines, descriptions } = vocabulary;
  const flat = ({ actions, ...rest }: typeof headlines) =>
    [...Object.values(rest), ...Object.values(actions)].flat();
  const all = [...flat(headlines), ...flat(descriptions), ...descriptions.joined];

  it('claim nothing and hold nothing forbidden', () => {
    const plain = all.map((t) => t.replace(/\{\w+\}/gu, 'Acme'));
    expect(
      plain.filter((t) => unsupportedClaims(t, nothing).length > 0 || textFaults(t, 'X').length > 0),
    ).toEqual([]);
  });

  it('fit without slots, and are enough for a brief that says nothing', () => {
    const bare = [...headlines.neutral, ...Object.values(headlines.actions).flat()];
    expect(bare.filter((t) => !fits(t, GOOGLE_ADS_LIMITS.headlines.width))).toEqual([]);
    expect(
      new Set(headlines.neutral.filter((t) => fits(t, LINKEDIN_ADS_LIMITS.textAd.headline.most))).size,
    ).toBeGreaterThanOrEqual(8);
    expect(
      descriptions.neutral.filter(
        (t) => !t.includes('{') && fits(t, LINKEDIN_ADS_LIMITS.textAd.description.most),
      ).length,
    ).toBeGreaterThanOrEqual(4);
  });

  it('are whole, each once in its list, and know only the slots that are filled', () => {
    const lists = [
      ...[headlines, descriptions].flatMap(({ actions, ...rest }) => [
        ...Object.values(rest),
        ...Object.values(actions),
      ]),
      vocabulary.negatives,
    ];
    for (const list of lists) {
      expect(list.length).toBeGreaterThanOrEqual(2);
      expect(new Set(list).size).toBe(list.length);
    }
    const texts = [...lists.flat(), ...Object.values(vocabulary.labels)];
    expect(texts.filter((text) => text.trim() !== text || text === '')).toEqual([]);
    const slots = new Set(texts.flatMap((text) => text.match(/\{\w+\}/gu) ?? []));
    const known = 'product topic aTopic audience benefit benefits claims action'
      .split(' ')
      .map((s) => `{${s}}`);
    expect([...slots].filter((slot) => !known.includes(slot))).toEqual([]);
  });

  it('say in each list what the list is for', () => {
    for (const list of [headlines, descriptions]) {
      expect(list.brand.filter((t) => !t.includes('{product}'))).toEqual([]);
      expect(list.topic.filter((t) => !/\{(topic|aTopic)\}/u.test(t))).toEqual([]);
      expect(list.audience.filter((t) => !t.includes('{audience}'))).toEqual([]);
      expect(list.benefit.filter((t) => !t.includes('{benefit}'))).toEqual([]);
    }
    expect(descriptions.joined.filter((t) => !t.includes('{benefits}'))).toEqual([]);
    const { brand, topic, benefit, actions } = vocabulary.keywords;
    const searches = [...brand, ...topic, ...benefit, ...Object.values(actions).flat()];
    expect(searches.filter((t) => !t.includes('{x}'))).toEqual([]);
    for (const list of [brand, topic, benefit, ...Object.values(actions)])
      expect(list.length).toBeGreaterThanOrEqual(2);
  });

  it('call to an action for each objective', () => {
    for (const { actions } of [headlines, descriptions, vocabulary.keywords])
      expect(Object.keys(actions)).toEqual(Objective.options);
  });
});
