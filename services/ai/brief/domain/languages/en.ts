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
const HELPERS = wordSet('help helps helping let lets enable enables allow allows can to and you they');

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
  forWord: 'for',
  general: wordSet(
    'software service services system tool tools platform app solution product products company business agency range',
  ),
  pronouns: wordSet('it its they their this these that those he she his her also and but so'),
  headLast: true,
  stopWords: STOP,
  breakWords:
    wordSet(`${[...VERBS].flatMap((v) => [v, `${v}s`, `${v}es`]).join(' ')} include includes including allows allow enables enable gives give helps help keeps lets let makes makes
    offers offer provides provide brings built designed made works shows get gets need needs want wants used comes saves`),
  prepositions: wordSet(
    'at by for from in into of on that through to under using via where which who with within without',
  ),
  definition: /\b(?:is|are) (?:(?<article>an?|the|our) )?(?<rest>.+)/iu,
  clauseBreak:
    /[;:()•|]|,\s+(?:and\s+|or\s+)?|\s[-–—]\s|\s(?:and|or|but|so that|so|because|while|when|which|that)\s/iu,
  benefitOf: (clause) => {
    const words = clause.map((w) => w.toLowerCase());
    for (let i = 0; i < words.length - 1; i += 1) {
      const helped = i === 0 || words.slice(0, i).some((w) => HELPERS.has(w));
      if (VERBS.has(words[i] ?? '') && helped && !HELPERS.has(words[i + 1] ?? ''))
        return clause.slice(i).join(' ');
    }
    return null;
  },
  labels: { brand: 'Brand', audience: 'For {audience}', benefits: 'Uses' },
  headlines: {
    brand: [
      '{product}',
      'Discover {product}',
      'See What {product} Does',
      'Meet {product}',
      'About {product}',
    ],
    topic: [
      '{topic}',
      'Looking for {aTopic}?',
      '{product}: {topic}',
      'Explore {topic}',
      '{topic} for {audience}',
    ],
    audience: [
      '{product} for {audience}',
      'For {audience}',
      'Made for {audience}',
      '{topic} for {audience}',
      'With {audience} in Mind',
    ],
    benefit: ['{benefit}', '{benefit} with {product}'],
    actions: {
      awareness: ['See How It Works', 'Take a Closer Look'],
      traffic: ['See All the Details', 'Read More on Our Website'],
      leads: ['Talk to Our Team', 'Request More Information'],
      sales: ['Get Started Today', 'Find Out How to Order'],
    },
    neutral: [
      'Learn More Online',
      'See How It Works',
      'Take a Closer Look',
      'Visit Our Website',
      'Get the Full Picture',
      'Find Out What We Do',
      'See If It Fits Your Needs',
      'Questions? Just Ask Us',
      'Explore the Details',
      'Get to Know Us',
    ],
  },
  descriptions: {
    brand: [
      '{product}: {topic} for {audience}. {action}',
      '{product}: {topic}. {action}',
      'Get to know {product}, made for {audience}. {action}',
      'Get to know {product}. {action}',
    ],
    topic: [
      'Looking for {aTopic}? Get to know {product}. {action}',
      '{topic}: get to know {product}. {action}',
      '{topic} for {audience}. {action}',
    ],
    audience: [
      '{product} is made for {audience}. {action}',
      'Made with {audience} in mind. {action}',
      'For {audience}. {action}',
    ],
    benefit: ['{benefit} with {product}. {action}', '{benefit}. {action}'],
    joined: ['{benefits} with {product}.', '{benefits}. {action}', '{benefits}.'],
    actions: {
      awareness: ['See how it works.', 'Take a closer look.'],
      traffic: ['See all the details on our website.', 'Read more online.'],
      leads: ['Talk to our team.', 'Request more information.'],
      sales: ['Get started today.', 'Find out how to order.'],
    },
    neutral: [
      'See how {product} works and decide if it fits your needs.',
      'Find all the details about {product} on our website.',
      'Have a question? Our team is happy to help. Get in touch.',
      'Visit our website and see the details for yourself.',
      'Take a closer look and decide if it fits your needs.',
      'Find out how it works and what to expect.',
      'Read the details, compare, and take your time to decide.',
    ],
  },
  keywords: {
    brand: [
      '{x}',
      '{x} website',
      '{x} pricing',
      '{x} features',
      '{x} reviews',
      '{x} online',
      'about {x}',
      '{x} contact',
      '{x} company',
    ],
    topic: ['{x}', '{x} online', '{x} pricing', '{x} comparison', 'compare {x}'],
    benefit: ['{x}', '{t} to {x}', 'how to {x}', '{x} online'],
    actions: {
      awareness: ['{x} information', '{x} overview'],
      traffic: ['{x} information', '{x} guide'],
      leads: ['{x} provider', '{x} quote', '{x} demo'],
      sales: ['buy {x}', 'order {x}', '{x} price'],
    },
  },
  negatives: [
    'jobs',
    'salary',
    'internship',
    'wikipedia',
    'definition',
    'meaning',
    'pdf',
    'crack',
    'login',
    'free',
    'cheap',
    'second hand',
    'diy',
    'course',
  ],
};
