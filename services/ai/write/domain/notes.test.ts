import { describe, expect, it } from 'vitest';
import { briefOf } from '../../tests/briefs.ts';
import { generateStructure, generatorNotes } from './generate.ts';

type Changes = Parameters<typeof briefOf>[0];
const told = (changes: Changes) =>
  generatorNotes(briefOf(changes)).map(({ code, path, message }) => [code, path, message]);
const tooLong = 'The claim is too long for an ad and is not shortened: a condition could be lost.';

it('a brief with which all could be done has no notes', () => expect(generatorNotes(briefOf())).toEqual([]));

describe('what the generator could not do is told in a sentence, with the field that it is about', () => {
  it.each<[string, Changes, string[][]]>([
    [
      'a language without templates',
      { languages: ['ja'] },
      [['LANGUAGE_UNKNOWN', 'languages', 'There are no templates in ja: neutral words are English.']],
    ],
    [
      'a brief in another language than the copy',
      { languages: ['de'] },
      [['LANGUAGE_MIXED', 'languages', 'The brief seems to be in en, the copy is asked for in de.']],
    ],
    [
      'more than one language',
      { languages: ['en', 'de'] },
      [
        [
          'LANGUAGE_ONE',
          'languages',
          'The copy is in en only; another language needs a campaign of its own.',
        ],
      ],
    ],
    ['one language, named twice', { languages: ['en', 'en'] }, []],
    [
      'a tone',
      { tone: 'playful' },
      [['TONE_NOT_APPLIED', 'tone', 'The built-in generator writes in a neutral tone.']],
    ],
    ['a claim that leaves room for its full stop', { claims: ['x'.repeat(89)] }, []],
    [
      'a claim that leaves none',
      { claims: ['ok', 'x'.repeat(90)] },
      [['CLAIM_TOO_LONG', 'claims.1', tooLong]],
    ],
    ['a claim of wide letters', { claims: ['会'.repeat(45)] }, [['CLAIM_TOO_LONG', 'claims.0', tooLong]]],
  ])('%s', (_what, changes, notes) => expect(told(changes)).toEqual(notes));

  it('all of it at once, as warnings of no platform', () => {
    const notes = generatorNotes(
      briefOf({ languages: ['de', 'fr'], tone: 'calm', claims: ['x'.repeat(90)] }),
    );
    expect(notes.map((note) => note.code)).toEqual([
      ...['LANGUAGE_MIXED', 'LANGUAGE_ONE', 'TONE_NOT_APPLIED', 'CLAIM_TOO_LONG'],
    ]);
    for (const note of notes) expect(note).toMatchObject({ platform: null, severity: 'warning' });
  });

  it('spaces around a claim take no room', () => {
    expect(generatorNotes({ ...briefOf(), claims: [`  ${'x'.repeat(89)}  `] })).toEqual([]);
  });
});

it('two groups of one name are told apart by a number', () => {
  const { adGroups } = generateStructure(briefOf({ product: 'Zenvo: brand', description: 'Zenvo.' }));
  expect(adGroups.map((group) => group.name).slice(0, 2)).toEqual(['Zenvo | Brand', 'Zenvo | Brand 2']);
});
