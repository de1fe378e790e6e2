import { describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Vocabulary } from './vocabulary.ts';

const benefit = ({ benefitOf }: Vocabulary, clause: string) => benefitOf(clause.split(' '));

describe('in English, what one can do', () => {
  it.each([
    ['Track deals', 'Track deals'],
    ['track Deals quickly', 'track Deals quickly'],
    ['It helps you Track deals', 'Track deals'],
    ['Acme helps busy teams plan tours', 'plan tours'],
    ...'help helps helping let lets enable enables allow allows can to and you they'
      .split(' ')
      .map((word) => [`Acme ${word} track deals`, 'track deals']),
  ])('in “%s” is “%s”', (clause, expected) => expect(benefit(en, clause ?? '')).toBe(expected));

  it.each([
    'Teams plan tours',
    'Teams plan tours and more',
    'Track',
    'It helps you track',
    'Track and deals',
    'Help you',
    'Acme helps teams',
    'Tracking deals',
  ])('is not said in “%s”', (clause) => expect(benefit(en, clause)).toBeNull());
});

describe('in German, what one can do', () => {
  it.each([
    ['Touren planen', 'Touren planen'],
    ['Kosten steuern', 'Kosten steuern'],
    ['Belege sammeln', 'Belege sammeln'],
    ['Brot essen', 'Brot essen'],
    ['Touren für Fahrer planen', 'Touren für Fahrer planen'],
    ['Angebote zu verfolgen', 'Angebote verfolgen'],
    ['Angebote ZU verfolgen', 'Angebote verfolgen'],
    ['alle Kosten im Blick zu steuern', 'alle Kosten im Blick steuern'],
    ['Belege zu sammeln', 'Belege sammeln'],
    ['Kunden zu helfen', 'Kunden helfen'],
    ['Datum zu ändern', 'Datum ändern'],
    ['Umsatz zu planen', 'Umsatz planen'],
    ['Löhne abzurechnen', 'Löhne abrechnen'],
    ['Waren hinzuzufügen', 'Waren hinzufügen'],
    ['Betrieben dabei hilft Löhne abzurechnen', 'Löhne abrechnen'],
    ...'ab an auf aus bei ein fest her hin mit nach vor weg weiter zurück zusammen durch um los'
      .split(' ')
      .map((prefix) => [`Löhne ${prefix}zustellen`, `Löhne ${prefix}stellen`]),
    ...'hilft helfen dabei um ermöglicht erlaubt es Um'
      .split(' ')
      .map((word) => [`Acme ${word} Angebote zu verfolgen`, 'Angebote verfolgen']),
  ])('in “%s” is “%s”', (clause, expected) => expect(benefit(de, clause ?? '')).toBe(expected));

  it.each([
    'planen Sie Touren',
    'schnell Touren planen',
    'eBay nutzen',
    'Planen',
    'planen',
    'Touren für alle Fahrer planen',
    'Mit den',
    'Für Kunden',
    'Touren verwendet',
    'um zu verfolgen',
    'zu verfolgen',
    'Angebote zu',
    'Angebote zu Kunden',
    'Angebote zu wenigstens',
    'Angebote zu verfolgen heute',
    'Alles abzurechnende',
    ...['ihren', 'seinen', 'unseren', 'sind', 'werden', 'haben', 'können', 'müssen'].map((w) => `Mit ${w}`),
  ])('is not said in “%s”', (clause) => expect(benefit(de, clause)).toBeNull());

  it('is said by any other word that ends like those', () => {
    expect(benefit(de, 'Waren anwerden')).toBe('Waren anwerden');
  });

  it('is not said in a clause without words', () => expect(de.benefitOf([])).toBeNull());
});

describe('in French, what one can do', () => {
  it.each([
    ['Planifier les repas', 'Planifier les repas'],
    ['Il permet de planifier les repas', 'planifier les repas'],
    ['Il aide À gérer les stocks', 'gérer les stocks'],
    ['Un outil pour vendre plus', 'vendre plus'],
    ['Finir plus tôt', 'Finir plus tôt'],
    ['Recevoir des avis', 'Recevoir des avis'],
  ])('in “%s” is “%s”', (clause, expected) => expect(benefit(fr, clause)).toBe(expected));

  it.each([
    'Il sait planifier les repas',
    'Planifier',
    'Un outil pour vendre',
    'd’offrir des cadeaux',
    'Libertés publiques',
    'Fer forgé',
    'Repas de saison',
    ...'Entre autre notre votre contre premier dernier métier atelier particulier être pour sur'
      .split(' ')
      .map((word) => `${word} amis`),
  ])('is not said in “%s”', (clause) => expect(benefit(fr, clause)).toBeNull());
});

describe('in Spanish, what one can do', () => {
  it.each([
    ['Emitir facturas', 'Emitir facturas'],
    ['Acme ayuda A emitir facturas', 'emitir facturas'],
    ['Un programa para vender más', 'vender más'],
    ['Acme permite controlar gastos', 'controlar gastos'],
    ['La forma de vender más', 'vender más'],
    ...['se', 'lo', 'la', 'los', 'las'].map((end) => [`Vender${end} todo`, `Vender${end} todo`]),
  ])('in “%s” is “%s”', (clause, expected) => expect(benefit(es, clause ?? '')).toBe(expected));

  it.each([
    'Acme sabe emitir facturas',
    'Emitir',
    'Un programa para vender',
    'Cuartos limpios',
    '¡emitir facturas',
    'Mar azul',
    'Facturas de venta',
    ...'Lugar hogar taller mujer alquiler ayer auxiliar familiar escolar particular primer tercer por ser'
      .split(' ')
      .map((word) => `${word} barato`),
  ])('is not said in “%s”', (clause) => expect(benefit(es, clause)).toBeNull());
});
