import { type Vocabulary, wordSet } from './vocabulary.ts';

export const de: Vocabulary = {
  language: 'de',
  titleCase: false,
  nounsCapitalised: true,
  and: 'und',
  general: wordSet(
    'software service dienst dienstleistung system werkzeug tool plattform app lösung produkt produkte unternehmen firma agentur anbieter',
  ),
  pronouns: wordSet('sie er es diese dieser dieses ihre ihr sein seine damit dabei dazu so und auch'),
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
};
