import { expect, it } from 'vitest';
import type { Language } from '../../bank/domain/schema.ts';
import { readBank } from '../../bank/read-bank.ts';
import { readExcluded } from './read-excluded.ts';

const bank = await readBank();

it.each<[Language, string, string[]]>([
  ['en', "I teach in an automatic. I don't do intensive courses.", ['intensive courses']],
  ['en', 'crowns and veneers! NOT NHS.', ['NHS']],
  ['de', 'Wir montieren Speicher. Balkonkraftwerke machen wir nicht.', ['Balkonkraftwerke']],
  ['de', 'Drehteile ab 500 Stück. Bitte KEINE Einzelteile.', ['Einzelteile']],
  ['fr', 'Pains et gâteaux. Nous ne faisons pas de pizzas.', ['pizzas']],
  ['es', 'Trasladamos oficinas. No hacemos mudanzas de particulares.', ['mudanzas de particulares']],
  ['en', 'No fee unless we win. No deposit.', []],
])('%s: %s', (language, text, phrases) =>
  expect(readExcluded(text, bank.lexicon(language)).phrases).toEqual(phrases),
);

it('a word that the brief says of what it does, too, is not excluded', () => {
  const { stems } = readExcluded('House moves. We do not do house clearance.', bank.lexicon('en'));
  expect([...stems]).toEqual(['clearance']);
});
