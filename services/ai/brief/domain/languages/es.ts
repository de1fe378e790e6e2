import { type Vocabulary, wordSet } from './vocabulary.ts';

export const es: Vocabulary = {
  language: 'es',
  titleCase: false,
  nounsCapitalised: false,
  and: 'y',
  general: wordSet(
    'programa servicio servicios sistema herramienta plataforma aplicación app solución producto productos empresa agencia software',
  ),
  pronouns: wordSet('él ella ellos ellas esto eso este esta estos estas su sus se le les y pero también'),
  stopWords:
    wordSet(`a al algo ante antes aquí así aunque cada como con cual cuando de del desde donde dos el ella ellos en
    entre es esa ese eso esta este esto ha hasta hay la las le les lo los más me mi muy no nos nuestra nuestro o para pero por
    porque que quien se según ser si sin sobre son su sus también tan todo todos tu tus un una uno unos usted y ya`),
  breakWords:
    wordSet(`ayuda ayudan permite permiten ofrece ofrecen facilita hace hacen da reúne evita pensado pensada diseñado
    creado puede pueden`),
  prepositions: wordSet('a al ante con de del desde en hacia para por que sin sobre según donde'),
  definition: /(?<![\p{L}])(?:es|son) (?:(?<article>una?|el|la|nuestr[oa]) )?(?<rest>.+)/iu,
};
