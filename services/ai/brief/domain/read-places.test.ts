import { expect, it } from 'vitest';
import type { Language } from '../../bank/domain/schema.ts';
import { readBank } from '../../bank/read-bank.ts';
import { readPlaces } from './read-places.ts';

const bank = await readBank();
const read = (language: Language, ...texts: string[]) =>
  readPlaces(texts, bank.lexicon(language).file).map(({ phrase }) => phrase);

it.each<[Language, string, string[]]>([
  ['en', 'out in the vans every day around Leeds. We fix leaks', ['around Leeds']],
  ['en', 'Driving lessons in Cardiff and Penarth.', ['in Cardiff', 'in Penarth']],
  ['es', 'instalaciones en Castilla y León y Madrid', ['en Castilla y León', 'en Madrid']],
  ['en', 'weddings in the Scottish Highlands', ['in the Scottish Highlands']],
  ['de', 'Meisterbetrieb in Augsburg seit 1994, auf Wunsch in Vollnarkose', ['in Augsburg']],
  ['de', 'Gebäudereinigung in Nürnberg und Fürth', ['in nürnberg', 'in fürth']],
  ['fr', 'installateur dans la Drôme', ['dans la Drôme']],
  ['fr', "On vient dans l'heure à Lille.", ['à Lille']],
  ['fr', 'À Strasbourg depuis 1998, nous formons au permis B.', ['à Strasbourg']],
  ['es', 'Trabajo desde Palma para toda España', ['en Palma']],
  ['es', 'rutas en los Picos de Europa', ['en los Picos de Europa']],
  ['es', 'Oficinas y comunidades, Bilbao.', ['en Bilbao']],
])('%s: %s', (language, text, phrases) =>
  expect(read(language, text).map((p) => p.toLowerCase())).toEqual(phrases.map((p) => p.toLowerCase())),
);

it('a place that stands with “in” anywhere is said with “in”', () => {
  expect(read('en', 'around Leeds', 'landlords in Leeds')).toEqual(['in Leeds']);
});

it('a month, a language and a material are no places', () => {
  expect(read('en', 'Parts in Inconel. Closed in August. Lessons in German.')).toEqual([]);
});
