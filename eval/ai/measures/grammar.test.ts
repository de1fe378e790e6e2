import { describe, expect, it } from 'vitest';
import type { Language } from '../briefs.ts';
import { grammarFaults } from './grammar.ts';

const faults = (language: Language, text: string) =>
  grammarFaults({ text, ad: '0', role: 'headline' }, language);

describe('faults of grammar and form', () => {
  it.each<[Language, string, string]>([
    ['en', 'Fixed by the the Plumber', 'doubled word'],
    ['en', 'Shoes with 8 Mm Drop', 'unit in the wrong case'],
    ['en', 'Bread for Your', 'ends at a word that needs another'],
    ['en', 'A offer for You', 'a or an'],
    ['en', 'An new Boiler', 'a or an'],
    ['en', 'Leaks, drains,', 'cut at punctuation'],
    ['en', 'Hotel &Nbsp; Inn', 'machine leftover'],
    ['en', 'Ring Us (Day and Night', 'open bracket or quote'],
    ['de', 'Umzug in Münster und', 'ends at a word that needs another'],
    ['de', 'Das Beratung vor Ort', 'gender of the article'],
    ['fr', 'Boulangerie Martin, pensé pour vous', 'agreement of the participle'],
    ['fr', 'Le installation de votre chaudière', 'missing elision'],
    ['fr', 'La déménagement sans souci', 'gender of the article'],
    ['es', 'El instalación en un día', 'gender of the article'],
    ['es', 'Clínica Bermejo, pensado para adultos', 'agreement of the participle'],
    ['es', 'Buscas fontanero?', 'question without its first mark'],
  ])('%s: “%s” has a fault: %s', (language, text, fault) => {
    expect(faults(language, text)).toContain(fault);
  });

  it.each<[Language, string]>([
    ['en', 'An MBA in 18 Months'],
    ['en', 'An hour with a union lawyer, a European one.'],
    ['en', 'Which school do you come from?'],
    ['de', 'Sehen Sie sich alles in Ruhe an.'],
    ['de', 'Ein Aufschwung für Ihren Betrieb'],
    ['fr', 'Une journée à la campagne, le onze mai.'],
    ['fr', 'La qualité en moins de huit jours'],
    ['es', '¿Buscas fontanero en Valencia?'],
    ['es', 'Una instalación con garantía'],
  ])('%s: “%s” has none', (language, text) => {
    expect(faults(language, text)).toEqual([]);
  });
});
