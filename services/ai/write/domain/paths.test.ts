import { expect, it } from 'vitest';
import { briefOf } from '../../tests/briefs.ts';
import { readingOf } from '../../tests/readings.ts';
import { writePaths } from './paths.ts';
import type { Theme } from './themes.ts';

const paths = (kind: Theme['kind'], variants: string[], audience: string[] = [], product = 'Zenvo') =>
  writePaths(
    { kind, name: '', topic: { variants, article: '' }, audience, benefits: [], index: 0 },
    readingOf({ product }),
    briefOf({ product: 'Zenvo', description: 'Made for b2b. Call 0301234567.', claims: [] }),
  );

it.each([
  ['the product and the kind', 'topic', ['Invoice app', 'App'], [], ['zenvo', 'invoice-app']],
  [
    'an audience’s group has its audience',
    'audience',
    ['App'],
    ['Sales managers'],
    ['zenvo', 'sales-managers'],
  ],
  ['other groups have not', 'brand', ['App'], ['Sales managers'], ['zenvo', 'app']],
  [
    'an audience that makes no path leaves the kind',
    'audience',
    ['App'],
    ['Everybody'.repeat(2)],
    ['zenvo', 'app'],
  ],
  ['words of no meaning are left out', 'topic', ['App for the team'], [], ['zenvo', 'app-team']],
  ['15 letters fit, whole words only', 'topic', ['Dental invoices x'], [], ['zenvo', 'dental-invoices']],
  [
    'nothing stands after a word that does not fit',
    'topic',
    ['Dental-invoicing app'],
    [],
    ['zenvo', 'dental'],
  ],
  ['a word with marks and numbers is whole', 'topic', ['हिन्दी b2b'], [], ['zenvo', 'हिन्दी-b2b']],
  ['the two differ', 'topic', ['Zenvo', 'App'], [], ['zenvo', 'app']],
  ['a claim of its own is none', 'topic', ['Best app', 'App'], [], ['zenvo', 'app']],
  ['a telephone number is none', 'topic', ['Call 0301234567', 'App'], [], ['zenvo', 'app']],
] as const)('%s', (_what, kind, variants, audience, [path1, path2]) => {
  expect(paths(kind, [...variants], [...audience])).toEqual({ path1, path2 });
});

it('a product without a name leaves the first path to the kind, and a brief without both has none', () => {
  expect(paths('topic', ['App'], [], '')).toEqual({ path1: 'app' });
  expect(paths('topic', [], [], '')).toEqual({});
  const unknown = {
    kind: 'topic',
    name: '',
    topic: undefined,
    audience: [],
    benefits: [],
    index: 0,
  } as const;
  expect(writePaths({ ...unknown, audience: [], benefits: [] }, readingOf(), briefOf())).toEqual({
    path1: 'zenvo',
  });
});
