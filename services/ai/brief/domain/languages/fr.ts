import { type Vocabulary, wordSet } from './vocabulary.ts';

export const fr: Vocabulary = {
  language: 'fr',
  titleCase: false,
  nounsCapitalised: false,
  and: 'et',
  general: wordSet(
    'logiciel service services système outil outils plateforme application solution produit produits entreprise agence gamme',
  ),
  pronouns: wordSet('il elle ils elles ce cela ces cette leur leurs son sa ses et mais aussi'),
  stopWords:
    wordSet(`à afin ainsi au aussi aux avec ce ces cet cette chaque chez comme dans de des dont du elle elles en entre
    est et être il ils je la le les leur leurs lui mais même nos notre nous on ou où par pas plus pour qu que qui sa sans se
    ses si son sont sous sur tous tout toute très un une vers vos votre vous y`),
  breakWords:
    wordSet(`aide aident permet permettent offre offrent propose proposent donne rend facilite réunit évite fait
    conçu conçue créé pensé peut peuvent`),
  prepositions: wordSet('à au aux avec chez dans de des du en par pour qui sans sous sur vers dont où'),
  definition: /(?<![\p{L}])(?:est|sont) (?:(?<article>une?|le|la|notre) )?(?<rest>.+)/iu,
};
