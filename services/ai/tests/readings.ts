import { en } from '../brief/domain/languages/en.ts';
import type { Reading } from '../brief/domain/read-brief.ts';

/** What the generator has read from a brief of the maker of Zenvo; `changes` replace its fields. */
export function readingOf(changes: Partial<Reading> = {}): Reading {
  return {
    vocabulary: en,
    product: 'Zenvo',
    topics: [
      { variants: ['Invoice app for dentists', 'Invoice app'], article: 'an' },
      { variants: ['Billing desk'], article: 'a' },
    ],
    benefits: [
      ['Send invoices by mail', 'Send invoices'],
      ['Chase late payers'],
      ['Export ledgers'],
      ['Match receipts'],
    ],
    audiences: [['Dentists at small practices', 'Dentists'], ['Vets'], ['Opticians'], ['Barbers']],
    claims: ['30-day trial', 'GDPR compliant'],
    sentences: ['Zenvo reads receipts'],
    ...changes,
  };
}
