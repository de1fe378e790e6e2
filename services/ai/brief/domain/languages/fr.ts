import { type Vocabulary, wordSet } from './vocabulary.ts';

const INFINITIVE = /^\p{Ll}{2,}(?:er|ir|re|oir)$/iu;
const NOT_VERBS = wordSet(
  'entre autre notre votre contre premier dernier métier atelier particulier être pour sur',
);

export const fr: Vocabulary = {
  language: 'fr',
  titleCase: false,
  nounsCapitalised: false,
  and: 'et',
  forWord: 'pour',
  general: wordSet(
    'logiciel service services système outil outils plateforme application solution produit produits entreprise agence gamme',
  ),
  pronouns: wordSet('il elle ils elles ce cela ces cette leur leurs son sa ses et mais aussi'),
  headLast: false,
  stopWords:
    wordSet(`à afin ainsi au aussi aux avec ce ces cet cette chaque chez comme dans de des dont du elle elles en entre
    est et être il ils je la le les leur leurs lui mais même nos notre nous on ou où par pas plus pour qu que qui sa sans se
    ses si son sont sous sur tous tout toute très un une vers vos votre vous y`),
  breakWords:
    wordSet(`aide aident permet permettent offre offrent propose proposent donne rend facilite réunit évite fait
    conçu conçue créé pensé peut peuvent`),
  prepositions: wordSet('à au aux avec chez dans de des du en par pour qui sans sous sur vers dont où'),
  definition: /(?<![\p{L}])(?:est|sont) (?:(?<article>une?|le|la|notre) )?(?<rest>.+)/iu,
  clauseBreak:
    /[;:()•|]|,\s+(?:et\s+|ou\s+)?|\s[-–—]\s|\s(?:et|ou|mais|ainsi que|parce que|lorsque|quand)\s/iu,
  benefitOf: (clause) => {
    for (let i = 0; i < clause.length - 1; i += 1) {
      const word = (clause[i] ?? '').toLowerCase();
      const before = (clause[i - 1] ?? '').toLowerCase();
      const led = i === 0 || before === 'à' || before === 'de' || before === 'pour';
      if (led && INFINITIVE.test(word) && !NOT_VERBS.has(word)) return clause.slice(i).join(' ');
    }
    return null;
  },
  labels: { brand: 'Marque', audience: 'Pour {audience}', benefits: 'Usages' },
  headlines: {
    brand: [
      '{product}',
      'Découvrez {product}',
      'Voici {product}',
      'En savoir plus : {product}',
      'À propos de {product}',
    ],
    topic: [
      '{topic}',
      'Vous cherchez {aTopic} ?',
      '{product} : {topic}',
      'À découvrir : {topic}',
      '{topic} pour {audience}',
    ],
    audience: [
      '{product} pour {audience}',
      'Pour {audience}',
      'Pensé pour {audience}',
      '{topic} pour {audience}',
    ],
    benefit: ['{benefit}', '{benefit} avec {product}'],
    actions: {
      awareness: ['Voir comment ça marche', 'Regardez de plus près'],
      traffic: ['Tous les détails en ligne', 'À lire sur notre site'],
      leads: ['Parlez à notre équipe', 'Demandez des informations'],
      sales: ["Commencez aujourd'hui", 'Comment commander'],
    },
    neutral: [
      'En savoir plus',
      'Voir comment ça marche',
      'Visitez notre site',
      'Tous les détails en ligne',
      'Regardez de plus près',
      'Est-ce fait pour vous ?',
      'Des questions ? Écrivez-nous',
      'Faites connaissance',
      "Une vue d'ensemble",
      'Consultez les détails',
    ],
  },
  descriptions: {
    brand: [
      '{product} : {topic} pour {audience}. {action}',
      '{product} : {topic}. {action}',
      'Découvrez {product}, pensé pour {audience}. {action}',
      'Découvrez {product}. {action}',
    ],
    topic: [
      'Vous cherchez {aTopic} ? Découvrez {product}. {action}',
      '{topic} : découvrez {product}. {action}',
      '{topic} pour {audience}. {action}',
    ],
    audience: [
      '{product}, pensé pour {audience}. {action}',
      'Pensé pour {audience}. {action}',
      'Pour {audience}. {action}',
    ],
    benefit: ['{benefit} avec {product}. {action}', '{benefit}. {action}'],
    joined: ['{benefits} avec {product}.', '{benefits}. {action}', '{benefits}.'],
    actions: {
      awareness: ['Voyez comment ça marche.', 'Regardez de plus près.'],
      traffic: ['Tous les détails sur notre site.', 'À lire en ligne.'],
      leads: ['Parlez à notre équipe.', 'Demandez des informations.'],
      sales: ["Commencez aujourd'hui.", 'Voyez comment commander.'],
    },
    neutral: [
      'Voyez comment {product} fonctionne et décidez à votre rythme.',
      'Tous les détails sur {product} sont sur notre site.',
      'Une question ? Notre équipe vous répond volontiers.',
      'Visitez notre site et consultez les détails.',
      'Regardez de plus près et voyez si cela vous convient.',
      'Découvrez comment cela fonctionne et à quoi vous attendre.',
      'Lisez les détails, comparez et prenez le temps de décider.',
    ],
  },
  keywords: {
    brand: [
      '{x}',
      '{x} site',
      '{x} tarif',
      '{x} fonctionnalités',
      '{x} avis',
      '{x} en ligne',
      'comparer {x}',
      '{x} contact',
      '{x} entreprise',
    ],
    topic: ['{x}', '{x} en ligne', '{x} tarif', '{x} comparatif', 'comparer {x}'],
    benefit: ['{x}', '{t} pour {x}', 'comment {x}', '{x} en ligne'],
    actions: {
      awareness: ['{x} informations', '{x} présentation'],
      traffic: ['{x} informations', '{x} guide'],
      leads: ['{x} devis', '{x} fournisseur', '{x} démonstration'],
      sales: ['acheter {x}', 'commander {x}', '{x} prix'],
    },
  },
  negatives: [
    'emploi',
    'salaire',
    'stage',
    'wikipedia',
    'définition',
    'signification',
    'pdf',
    'crack',
    'connexion',
    'gratuit',
    'occasion',
    'soi même',
    'formation',
  ],
};
