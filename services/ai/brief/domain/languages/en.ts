import { type Vocabulary, wordSet } from './vocabulary.ts';

const VERBS =
  wordSet(`accept access adapt add align analyse analyze answer approve arrange assign attract automate avoid
  balance bill book boost brew bring build buy calculate capture charge check choose clean close collaborate collect
  combine compare connect control convert cook cover create customise customize cut deliver deploy design detect develop
  discover document draft drive earn edit engage enjoy exchange explore export file fill filter find fix follow forecast
  furnish gather generate get grow guide handle heat hire host identify import improve increase inspect install integrate
  invite invoice issue keep know launch learn lower maintain make manage map measure meet merge migrate monitor move
  negotiate onboard order organise organize own pay plan predict prepare prevent print process produce protect prove
  publish qualify reach recruit reduce reconcile record renew rent repair replace report reply reserve resolve review run
  save schedule scan search secure see sell send serve share ship shorten sign simplify solve sort source speed spot start
  stay stop store streamline submit sync teach test track train transfer translate travel turn understand update upload
  adjust assess audit benchmark borrow cancel coach cool dry eat embed encrypt host invest lend lift lock mix pack paint
  pause pick plant play polish post recycle refill relax restore ride roast scale screen skip study swap taste trim try unlock
  wash watch wear
  use verify view visualise visualize win work write`);

const STOP =
  wordSet(`a about after all also an and any are as at be because been before but by can did do does each either
  every for from had has have how if in into is it its just like many may more not of off on once one only or other our
  out over per she so some such than that the their them then there these they this those through to too under until up
  us was we were what when where which while who whose why will with without would you your`);

export const en: Vocabulary = {
  language: 'en',
  titleCase: true,
  nounsCapitalised: false,
  and: 'and',
  general: wordSet(
    'software service services system tool tools platform app solution product products company business agency range',
  ),
  pronouns: wordSet('it its they their this these that those he she his her also and but so'),
  stopWords: STOP,
  breakWords:
    wordSet(`${[...VERBS].flatMap((v) => [v, `${v}s`, `${v}es`]).join(' ')} include includes including allows allow enables enable gives give helps help keeps lets let makes makes
    offers offer provides provide brings built designed made works shows get gets need needs want wants used comes saves`),
  prepositions: wordSet(
    'at by for from in into of on that through to under using via where which who with within without',
  ),
  definition: /\b(?:is|are) (?:(?<article>an?|the|our) )?(?<rest>.+)/iu,
};
