import { describe, expect, it } from 'vitest';
import { readBank } from '../../bank/read-bank.ts';
import type { Language } from '../../bank/domain/schema.ts';
import { readTrades } from './read-trade.ts';
import { BUYERS } from './trade-points.ts';

const bank = await readBank();
const read = (language: Language, description: string, { product = '', audience = '' } = {}) => {
  const found = readTrades(
    [
      { text: product, weight: 1.2 },
      { text: description, weight: 1 },
      { text: audience, weight: BUYERS },
    ],
    bank.lexicon(language),
  );
  return {
    trade: found.trade?.trade ?? null,
    second: found.second?.trade ?? null,
    unsure: found.unsure.map((trade) => trade.trade),
    services: found.services.map(({ service }) => service.key),
  };
};

describe('a trade is known by what its customers call it', () => {
  it.each<[Language, string, string]>([
    ['en', 'We fix leaks, clear blocked drains and repair boilers.', 'plumber'],
    ['en', 'Dental practice with implants, whitening and a hygienist.', 'dentist'],
    ['de', 'Steuerkanzlei für Selbstständige: Einkommensteuererklärung und Beratung.', 'tax-adviser'],
    ['de', 'Wir bauen Photovoltaikanlagen und Stromspeicher aufs Dach.', 'solar-installer'],
    ['fr', 'Plombier : fuites, WC bouchés et chauffe-eau.', 'plumber'],
    ['es', 'Abogados para accidentes de tráfico y negligencias médicas.', 'injury-lawyer'],
  ])('%s: %s', (language, text, trade) => expect(read(language, text).trade).toBe(trade));

  it('whatever the number of the words', () => {
    expect(read('en', 'A plumber for leak repair').trade).toBe('plumber');
    expect(read('en', 'Plumbers for leak repairs').trade).toBe('plumber');
  });

  it('a German compound is known by its head', () => {
    expect(read('de', 'Zahnarztpraxis für Frontimplantate').services).toEqual(
      read('de', 'Zahnarztpraxis für Implantate').services,
    );
  });
});

describe('a trade is not known by one word that may mean anything', () => {
  it.each<[Language, string]>([
    ['en', 'We open in the evening and take the same day.'],
    ['en', 'Glass harps with a small box for the summer.'],
    ['de', 'Jeden Tag mit dem Hund an den See.'],
    ['fr', 'Une soirée par semaine.'],
  ])('%s: %s', (language, text) => expect(read(language, text)).toMatchObject({ trade: null, services: [] }));

  it('nor by who buys', () => {
    const audience = 'Plumbers, dentists and property managers';
    expect(read('en', 'Kettles of copper, hammered by hand.', { audience }).trade).toBeNull();
  });
});

it('services stand in the order in which the brief names them', () => {
  expect(read('en', 'Plumber: boiler repair, blocked drains, leaks').services.slice(0, 3)).toEqual([
    'boiler-repair',
    'blocked-drains',
    'leak-repair',
  ]);
});

it('a second trade of which the brief speaks as plainly is found, too', () => {
  const text = 'Steuerberater und Buchhalter: Steuererklärung, Jahresabschluss, Finanzbuchhaltung.';
  const { trade, second } = read('de', text);
  expect([trade, second].sort()).toEqual(['accountant-bookkeeping', 'tax-adviser']);
});

it('what others do, too, makes no second trade', () => {
  const text = 'Fotógrafa de bodas en Mallorca: reportaje, preboda y álbum. Solo una boda por fin de semana.';
  expect(read('es', text)).toMatchObject({ trade: 'photographer-wedding', second: null });
});

it('trades between which the brief does not decide are told, and trades that are akin are not', () => {
  expect(read('en', 'Electrician and locksmith.').unsure).toEqual(['electrician', 'locksmith']);
  expect(read('es', 'Gestoría para autónomos desde 45 € al mes.').unsure).toEqual([]);
});
