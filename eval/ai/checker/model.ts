import type { Language, TestBrief } from '../briefs.ts';
import type { Line } from './lines.ts';

type Texts = { headlines: readonly string[]; descriptions: readonly string[] };
/** What Google takes in one ad. */
const MOST = { headlines: 15, descriptions: 4 } as const;

/** Texts without any claim, so that an ad is complete whatever happens to the lines that are tried in it. */
const PLAIN: Readonly<Record<Language, Texts>> = {
  en: {
    headlines: ['Get in Touch', 'Find Out More', 'Ask Your Question'],
    descriptions: [
      'Get in touch and ask what you want to know.',
      'Have a look at our website and take your time.',
    ],
  },
  de: {
    headlines: ['Sprechen Sie uns an', 'Mehr erfahren', 'Stellen Sie Ihre Frage'],
    descriptions: [
      'Fragen Sie uns, was Sie wissen möchten.',
      'Sehen Sie sich in Ruhe auf unserer Website um.',
    ],
  },
  fr: {
    headlines: ['Contactez-nous', 'En savoir plus', 'Posez votre question'],
    descriptions: ['Demandez-nous ce que vous voulez savoir.', 'Visitez notre site et prenez votre temps.'],
  },
  es: {
    headlines: ['Contacta con nosotros', 'Más información', 'Haz tu pregunta'],
    descriptions: ['Pregúntanos lo que quieras saber.', 'Visita nuestra web y tómate tu tiempo.'],
  },
};
const KEYWORDS = 5;

/** What a model would answer that writes these lines for a brief: one ad group, complete without them. */
export function modelAnswer(test: TestBrief, lines: readonly Line[]): object {
  const plain = PLAIN[test.language];
  const of = (role: Line['role']) => lines.filter((line) => line.role === role).map(({ text }) => text);
  return {
    adGroups: [
      {
        name: test.trade,
        keywords: test.must.slice(0, KEYWORDS).map((text) => ({ text, matchType: 'phrase' })),
        negativeKeywords: of('negative'),
        searchAds: [
          {
            headlines: [...of('headline'), ...plain.headlines],
            descriptions: [...of('description'), ...plain.descriptions],
            path1: null,
            path2: null,
          },
        ],
        textAds: [],
      },
    ],
  };
}

/** The lines of one brief in portions that fit one ad beside the plain texts. */
export function portions(lines: readonly Line[], language: Language): Line[][] {
  const plain = PLAIN[language];
  const rest = [...lines];
  const take = (role: Line['role'], most: number): Line[] => {
    const taken = rest.filter((line) => line.role === role).slice(0, most);
    for (const line of taken) rest.splice(rest.indexOf(line), 1);
    return taken;
  };
  const all: Line[][] = [];
  while (rest.length > 0)
    all.push([
      ...take('headline', MOST.headlines - plain.headlines.length),
      ...take('description', MOST.descriptions - plain.descriptions.length),
      ...take('negative', rest.length),
    ]);
  return all;
}
