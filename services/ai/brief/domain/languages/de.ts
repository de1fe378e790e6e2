import { type Vocabulary, wordSet } from './vocabulary.ts';

const SEPARABLE =
  /^(ab|an|auf|aus|bei|ein|fest|her|hin|mit|nach|vor|weg|weiter|zurück|zusammen|durch|um|los)zu(\p{Ll}+(?:en|ern|eln))$/u;

/** `Löhne abzurechnen` → `Löhne abrechnen`, `Angebote zu verfolgen` → `Angebote verfolgen`; `planen Sie Touren` is left alone. */
function benefitOf(clause: readonly string[]): string | null {
  const joined = SEPARABLE.exec(clause.at(-1) ?? '');
  if (joined !== null) clause = [...clause.slice(0, -1), 'zu', `${joined[1]}${joined[2]}`];
  const zu = clause.findLastIndex((w) => w.toLowerCase() === 'zu');
  const verb = clause[zu + 1];
  if (zu > 0 && verb !== undefined && zu + 2 === clause.length && /^\p{Ll}+(?:en|ern|eln)$/u.test(verb)) {
    const start =
      clause
        .slice(0, zu)
        .findLastIndex((w) => /^(?:hilft|helfen|dabei|um|ermöglicht|erlaubt|es)$/iu.test(w)) + 1;
    const object = clause.slice(start, zu);
    return object.length === 0 ? null : [...object, verb].join(' ');
  }
  const last = clause.at(-1) ?? '';
  const infinitive =
    clause.length > 1 &&
    clause.length < 5 &&
    /^\p{Lu}/u.test(clause[0] ?? '') &&
    /^\p{Ll}{3,}(?:en|ern|eln)$/u.test(last);
  return infinitive && !/^(?:ihren|seinen|unseren|sind|werden|haben|können|müssen)$/u.test(last)
    ? clause.join(' ')
    : null;
}

export const de: Vocabulary = {
  language: 'de',
  titleCase: false,
  nounsCapitalised: true,
  and: 'und',
  forWord: 'für',
  general: wordSet(
    'software service dienst dienstleistung system werkzeug tool plattform app lösung produkt produkte unternehmen firma agentur anbieter',
  ),
  pronouns: wordSet('sie er es diese dieser dieses ihre ihr sein seine damit dabei dazu so und auch'),
  headLast: true,
  stopWords:
    wordSet(`aber alle allen aller alles als also am an auch auf aus bei beim bis da damit dann das dass dein dem den
    der des die dies diese diesem diesen dieser durch ein eine einem einen einer eines er es für hat ihr ihre ihrem ihren
    ihrer im in ins ist jede jeden jeder kann können man mehr mit nach nicht noch nur ob oder ohne sein sich sie sind so sowie
    über um und uns unser unsere unter vom von vor was wenn werden wie wir wird zu zum zur zwischen`),
  breakWords:
    wordSet(`bietet bieten hilft helfen ermöglicht erlaubt macht machen spart unterstützt zeigt bringt verbindet
    bekommen erhalten finden nutzen gemacht entwickelt dabei alles`),
  prepositions: wordSet(
    'an auf aus bei durch für im in mit nach ohne um unter von vom zu zum zur das der die wo',
  ),
  definition: /(?<![\p{L}])(?:ist|sind) (?:(?<article>eine?|der|die|das|unsere?) )?(?<rest>.+)/iu,
  clauseBreak:
    /[;:()•|]|,\s+(?:und\s+|oder\s+)?|\s[-–—]\s|\s(?:und|oder|aber|sowie|damit|weil|während|wenn|dass)\s/iu,
  benefitOf,
  labels: { brand: 'Marke', audience: 'Für {audience}', benefits: 'Einsatz' },
  headlines: {
    brand: [
      '{product}',
      '{product} kennenlernen',
      'Das ist {product}',
      '{product} entdecken',
      'Mehr über {product}',
    ],
    topic: [
      '{topic}',
      '{topic} gesucht?',
      '{product}: {topic}',
      '{topic} entdecken',
      '{topic} für {audience}',
    ],
    audience: [
      '{product} für {audience}',
      'Für {audience}',
      'Gemacht für {audience}',
      '{topic} für {audience}',
    ],
    benefit: ['{benefit}', '{benefit} mit {product}'],
    actions: {
      awareness: ['So funktioniert es', 'Jetzt ansehen'],
      traffic: ['Alle Details ansehen', 'Auf unserer Website lesen'],
      leads: ['Sprechen Sie mit uns', 'Informationen anfordern'],
      sales: ['Jetzt starten', 'So bestellen Sie'],
    },
    neutral: [
      'Mehr erfahren',
      'So funktioniert es',
      'Alle Details ansehen',
      'Unsere Website besuchen',
      'Online informieren',
      'Passt es zu Ihnen?',
      'Fragen? Fragen Sie uns',
      'Einen Überblick gewinnen',
      'Lernen Sie uns kennen',
      'Details und Ablauf ansehen',
    ],
  },
  descriptions: {
    brand: [
      '{product}: {topic} für {audience}. {action}',
      '{product}: {topic}. {action}',
      'Das ist {product}, gemacht für {audience}. {action}',
      'Lernen Sie {product} kennen. {action}',
    ],
    topic: [
      '{topic} gesucht? Lernen Sie {product} kennen. {action}',
      '{topic}: Lernen Sie {product} kennen. {action}',
      '{topic} für {audience}. {action}',
    ],
    audience: [
      '{product}: gemacht für {audience}. {action}',
      'Gemacht für {audience}. {action}',
      'Für {audience}. {action}',
    ],
    benefit: ['{benefit} mit {product}. {action}', '{benefit}. {action}'],
    joined: ['{benefits} mit {product}.', '{benefits}. {action}', '{benefits}.'],
    actions: {
      awareness: ['So funktioniert es.', 'Jetzt ansehen.'],
      traffic: ['Alle Details auf unserer Website.', 'Online mehr lesen.'],
      leads: ['Sprechen Sie mit uns.', 'Informationen anfordern.'],
      sales: ['Jetzt starten.', 'So bestellen Sie.'],
    },
    neutral: [
      'Sehen Sie, wie {product} funktioniert, und entscheiden Sie in Ruhe.',
      'Alle Einzelheiten zu {product} finden Sie auf unserer Website.',
      'Sie haben Fragen? Unser Team hilft Ihnen gern weiter.',
      'Besuchen Sie unsere Website und sehen Sie sich alles in Ruhe an.',
      'Sehen Sie sich die Details an und entscheiden Sie, ob es passt.',
      'Erfahren Sie, wie es funktioniert und was Sie erwartet.',
      'Lesen Sie die Details, vergleichen Sie und entscheiden Sie dann.',
    ],
  },
  keywords: {
    brand: [
      '{x}',
      '{x} website',
      '{x} preise',
      '{x} funktionen',
      '{x} erfahrungen',
      '{x} online',
      '{x} anbieter',
      '{x} vergleich',
      '{x} kontakt',
    ],
    topic: ['{x}', '{x} online', '{x} preise', '{x} vergleich', '{x} vergleichen'],
    benefit: ['{x}', '{x} online', '{x} {t}', 'wie {x}'],
    actions: {
      awareness: ['{x} informationen', '{x} überblick'],
      traffic: ['{x} informationen', '{x} ratgeber'],
      leads: ['{x} anbieter', '{x} angebot', '{x} beratung'],
      sales: ['{x} kaufen', '{x} bestellen', '{x} preis'],
    },
  },
  negatives: [
    'jobs',
    'gehalt',
    'praktikum',
    'wikipedia',
    'definition',
    'bedeutung',
    'pdf',
    'crack',
    'login',
    'kostenlos',
    'gratis',
    'gebraucht',
    'selber machen',
    'ausbildung',
  ],
};
