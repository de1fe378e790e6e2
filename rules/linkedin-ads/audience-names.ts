/**
 * What LinkedIn calls the entities of its targeting facets, by the type in their URN and the code after it. Whoever is not here has no name
 * that is known, and is told by its code. The tables of the vendor ask for a sign-in; what stands here is what independent public
 * copies of them agree on.
 */
export const LINKEDIN_AUDIENCE_NAMES: Readonly<{
  checkedOn: string;
  sources: readonly string[];
  names: Readonly<Record<string, Readonly<Record<string, string>>>>;
}> = {
  checkedOn: '2026-11-28',
  sources: [
    'https://learn.microsoft.com/linkedin/shared/references/reference-tables/job-function-codes',
    'https://learn.microsoft.com/linkedin/shared/references/reference-tables/seniority-codes',
    'https://learn.microsoft.com/linkedin/shared/references/reference-tables/industry-codes-v2',
  ],
  names: {
    function: {
      1: 'Accounting',
      2: 'Administrative',
      3: 'Arts and Design',
      4: 'Business Development',
      5: 'Community and Social Services',
      6: 'Consulting',
      7: 'Education',
      8: 'Engineering',
      9: 'Entrepreneurship',
      10: 'Finance',
      11: 'Healthcare Services',
      12: 'Human Resources',
      13: 'Information Technology',
      14: 'Legal',
      15: 'Marketing',
      16: 'Media and Communication',
      17: 'Military and Protective Services',
      18: 'Operations',
      19: 'Product Management',
      20: 'Program and Project Management',
      21: 'Purchasing',
      22: 'Quality Assurance',
      23: 'Real Estate',
      24: 'Research',
      25: 'Sales',
      26: 'Customer Success and Support',
    },
    seniority: {
      1: 'Unpaid',
      2: 'Training',
      3: 'Entry',
      4: 'Senior',
      5: 'Manager',
      6: 'Director',
      7: 'VP',
      8: 'CXO',
      9: 'Partner',
      10: 'Owner',
    },
    industry: {
      4: 'Software Development',
      6: 'Technology, Information and Internet',
      11: 'Business Consulting and Services',
      25: 'Manufacturing',
      27: 'Retail',
      43: 'Financial Services',
      80: 'Advertising Services',
      96: 'IT Services and IT Consulting',
      105: 'Professional Training and Coaching',
    },
  },
};

/** The largest number that an open range of LinkedIn ends with. */
const OPEN_END = '2147483647';

/** What an entity is called, from its URN: `Sales`, `2 to 10`, `55 and more`; null where no name of it is known. */
export function linkedInAudienceName(urn: string): string | null {
  const [, type = '', code = ''] = /^urn:li:(\w+):(.+)$/.exec(urn) ?? [];
  const [, from, to] = /^\((\d+),(\d+)\)$/.exec(code) ?? [];
  if (from !== undefined && to !== undefined)
    return to === OPEN_END ? `${from} and more` : `${from} to ${to}`;
  const { names } = LINKEDIN_AUDIENCE_NAMES;
  const known = Object.hasOwn(names, type) ? names[type] : undefined;
  return known !== undefined && Object.hasOwn(known, code) ? (known[code] ?? null) : null;
}
