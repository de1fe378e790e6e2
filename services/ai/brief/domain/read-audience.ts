import type { Lexicon } from '../../bank/domain/bank.ts';
import type { FacetName, LinkedInFile, Trade } from '../../bank/domain/schema.ts';
import { cleanLine } from '../../../../lib/visible-text.ts';
import { bare } from './phrases.ts';

export type Facets = Record<FacetName, string[]>;
export type Audience = {
  /** Whom the brief names, whole, then the shorter parts that can stand alone. */
  texts: string[];
  /** LinkedIn's URNs; where they come from the trade and not from the brief, `assumed`. */
  facets: Facets;
  assumed: boolean;
};

/** A part of an enumeration stands alone up to this many words: longer ones hold what belongs to all parts. */
const STANDS_ALONE = 4;
/** What adds to the part before it: `también extranjeras`. */
const ADDS =
  /^(?:and|or|also|und|oder|auch|et|ou|aussi|y|o|también|incluso|especially|vor allem|surtout)\s/iu;

/** Whom a brief wants to reach: read whole for the texts, and as LinkedIn's facets where it names jobs or industries. */
export function readAudience(
  text: string,
  lexicon: Lexicon,
  { linkedIn, trade }: { linkedIn: LinkedInFile; trade: Trade | null },
): Audience {
  const own = facetsOf(text, lexicon, linkedIn);
  const assumed = own.functions.length === 0;
  const usual = trade?.audience === undefined ? null : usualFacets(trade.audience, linkedIn);
  const pick = (facet: FacetName): string[] =>
    own[facet].length > 0 ? own[facet] : assumed ? (usual?.[facet] ?? []) : [];
  return {
    texts: textsOf(text, new RegExp(lexicon.file.everybody, 'iu')),
    facets: {
      functions: pick('functions'),
      seniorities: pick('seniorities'),
      industries: pick('industries'),
      companySizes: own.companySizes.length > 0 ? own.companySizes : (usual?.companySizes ?? []),
    },
    assumed,
  };
}

function textsOf(text: string, everybody: RegExp): string[] {
  const whole = bare(cleanLine(text).replace(/^(?:for|für|pour|para)\s+/iu, ''));
  const parts = whole
    .split(/\s*,\s*/u)
    .filter((part) => part.split(' ').length <= STANDS_ALONE && !ADDS.test(part));
  return [whole, ...(whole.includes(',') ? parts : [])].filter(
    (part) => /\p{L}{2}/u.test(part) && !everybody.test(part),
  );
}

/** The facets whose words stand in the text; of sizes, those that a range of employees covers. */
function facetsOf(text: string, lexicon: Lexicon, linkedIn: LinkedInFile): Facets {
  const stems = ` ${lexicon.stems(text).join(' ')} `;
  const language = lexicon.file.language;
  const found = (facet: 'functions' | 'seniorities' | 'industries'): string[] => [
    ...new Set(
      linkedIn[facet]
        .filter(({ said }) =>
          (said[language] ?? []).some((words) => stems.includes(` ${lexicon.stems(words).join(' ')} `)),
        )
        .flatMap(({ urn }) => urn),
    ),
  ];
  return {
    functions: found('functions'),
    seniorities: found('seniorities'),
    industries: found('industries'),
    companySizes: sizesOf(text, linkedIn),
  };
}

/** `10 to 200 employees`, `5 à 100 salariés`, `mehr als 50 Mitarbeitern`. */
function sizesOf(text: string, { companySizes }: LinkedInFile): string[] {
  const people =
    '(?:employees|people|staff|mitarbeiter\\p{L}*|beschäftigte\\p{L}*|salariés|personas|empleados|trabajadores)';
  const range = new RegExp(`(\\d+)\\s*(?:to|bis|à|a|-|–)\\s*(\\d+)\\s+${people}`, 'iu').exec(text);
  const more = new RegExp(
    `(?:more than|over|mehr als|über|ab|plus de|más de)\\s+(\\d+)\\s+${people}`,
    'iu',
  ).exec(text);
  const fewer = new RegExp(`(?:up to|bis zu|jusqu'à|hasta)\\s+(\\d+)\\s+${people}`, 'iu').exec(text);
  const [low, high] =
    range !== null
      ? [Number(range[1]), Number(range[2])]
      : more !== null
        ? [Number(more[1]) + 1, Infinity]
        : fewer !== null
          ? [2, Number(fewer[1])]
          : [0, -1];
  return companySizes.flatMap(({ urn }) => {
    const [, from = 0, to = 0] = /\((\d+),(\d+)\)/u.exec(urn[0] ?? '')?.map(Number) ?? [];
    return from <= high && to >= low ? urn : [];
  });
}

/** The audience that the bank gives to a trade, as URNs. */
export function usualFacets(audience: NonNullable<Trade['audience']>, linkedIn: LinkedInFile): Facets {
  const urns = (facet: FacetName): string[] => [
    ...new Set((audience[facet] ?? []).flatMap((name) => urnsOf(name, facet, linkedIn) ?? [])),
  ];
  return {
    functions: urns('functions'),
    seniorities: urns('seniorities'),
    industries: urns('industries'),
    companySizes: urns('companySizes'),
  };
}

/** LinkedIn's URNs for a word of a trade's file; undefined when nobody knows it. */
export function urnsOf(name: string, facet: FacetName, linkedIn: LinkedInFile): string[] | undefined {
  const wanted = name.toLowerCase();
  return linkedIn[facet].find((entry) => [entry.name, ...entry.also].some((n) => n.toLowerCase() === wanted))
    ?.urn;
}
