import { describe, expect, it } from 'vitest';
import { briefOf } from '../../tests/briefs.ts';
import { readingOf } from '../../tests/readings.ts';
import { writeHeadlines } from './headlines.ts';
import type { Theme } from './themes.ts';

type Changes = Parameters<typeof readingOf>[0];
const CLAIMS = ['Made in Leeds', 'Family-run', 'Open late', 'Near you', 'Repairs too'];
const BRIEF = briefOf({ product: 'Zenvo', description: 'Reads receipts.', audience: 'Vets', claims: [] });

const headlines = (kind: Theme['kind'], changes: Changes = {}, theme: Partial<Theme> = {}, brief = BRIEF) => {
  const reading = readingOf({ claims: [], ...changes });
  const { topics, audiences, benefits } = reading;
  return writeHeadlines(
    { kind, name: '', topic: topics[0], audience: audiences[0] ?? [], benefits, index: 0, ...theme },
    reading,
    brief,
  );
};

describe('the headlines of a search ad', () => {
  it.each([
    [
      'brand',
      ['Zenvo', 'Discover Zenvo', 'See What Zenvo Does', 'Meet Zenvo'],
      ['Send Invoices by Mail', 'Chase Late Payers', 'Export Ledgers', 'Invoice App for Dentists'],
      ['Zenvo for Dentists', 'Talk to Our Team', 'Request More Information'],
    ],
    [
      'topic',
      [
        'Invoice App for Dentists',
        'Looking for an Invoice App?',
        'Zenvo: Invoice App',
        'Explore Invoice App',
      ],
      ['Send Invoices by Mail', 'Chase Late Payers', 'Export Ledgers', 'Invoice App'],
      ['Zenvo for Dentists', 'Zenvo', 'Talk to Our Team', 'Request More Information'],
    ],
    [
      'audience',
      ['Zenvo for Dentists', 'For Dentists', 'Made for Dentists', 'Invoice App for Dentists'],
      ['Zenvo for Vets', 'Zenvo for Opticians'],
      ['Send Invoices by Mail', 'Chase Late Payers', 'Export Ledgers', 'Invoice App'],
      ['With Dentists in Mind', 'Zenvo', 'Talk to Our Team', 'Request More Information'],
    ],
    [
      'benefit',
      ['Send Invoices by Mail', 'Send Invoices with Zenvo', 'Send Invoices'],
      ['Chase Late Payers', 'Export Ledgers', 'Match Receipts', 'Invoice App for Dentists'],
      ['Zenvo for Dentists', 'Zenvo', 'Talk to Our Team', 'Request More Information'],
    ],
  ] as const)(
    'of the %s begin with it, then uses, kind, audience, product, call to action',
    (kind, ...parts) => {
      expect(headlines(kind)).toEqual(parts.flat());
    },
  );

  it('have four claims at most, between the theme and the uses', () => {
    expect(headlines('benefit', { claims: CLAIMS }).slice(1, 7)).toEqual([
      'Send Invoices with Zenvo',
      ...['Made in Leeds', 'Family-Run', 'Open Late', 'Near You'],
      'Send Invoices',
    ]);
  });

  it('are as wide as Google counts: East Asian letters take two', () => {
    const found = headlines('brand', { claims: ['会'.repeat(16), '計'.repeat(15)] });
    expect([found.includes('会'.repeat(16)), found.includes('計'.repeat(15))]).toEqual([false, true]);
  });

  it('have another claim for one that cannot be shown', () => {
    const claims = ['A claim that is far too long for a headline', ...CLAIMS];
    expect(headlines('brand', { claims })).toContain('Near You');
  });

  it('of the uses have five of them, of other themes three', () => {
    const benefits = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'].map((word) => [`Write ${word}`]);
    const uses = (kind: Theme['kind']) =>
      headlines(kind, { benefits }).filter((h) => /^Write \w+$/u.test(h)).length;
    expect([uses('benefit'), uses('topic')]).toEqual([5, 3]);
  });

  it.each([
    ['awareness', ['See How It Works', 'Take a Closer Look']],
    ['traffic', ['See All the Details', 'Read More on Our Website']],
    ['sales', ['Get Started Today', 'Find Out How to Order']],
  ] as const)('for %s call to its action', (objective, actions) => {
    expect(headlines('brand', {}, {}, { ...BRIEF, objective }).slice(-2)).toEqual(actions);
  });

  it('are neutral where the brief gives too little, up to ten', () => {
    const poor = { topics: [], audiences: [], benefits: [] };
    expect(headlines('brand', poor)).toEqual([
      ...['Zenvo', 'Discover Zenvo', 'See What Zenvo Does', 'Meet Zenvo', 'Talk to Our Team'],
      ...['Request More Information', 'Learn More Online', 'See How It Works', 'Take a Closer Look'],
      'Visit Our Website',
    ]);
  });

  it('are calls to other actions where neutral ones are used up', () => {
    const { vocabulary } = readingOf();
    const bare = { ...vocabulary, headlines: { ...vocabulary.headlines, neutral: [] } };
    const poor = { product: '', topics: [], audiences: [], benefits: [], vocabulary: bare };
    expect(headlines('brand', poor)).toEqual([
      ...['Talk to Our Team', 'Request More Information', 'See How It Works', 'Take a Closer Look'],
      ...['See All the Details', 'Read More on Our Website', 'Get Started Today', 'Find Out How to Order'],
    ]);
  });

  it('of the uses, where none is known, are those of the brand', () => {
    expect(headlines('benefit', { topics: [], audiences: [], benefits: [] }).slice(0, 2)).toEqual([
      ...['Zenvo', 'Talk to Our Team'],
    ]);
  });

  it('are 15 at most', () => {
    expect(headlines('audience', { claims: CLAIMS })).toHaveLength(15);
  });
});
