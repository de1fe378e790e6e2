import { describe, expect, it } from 'vitest';
import { KnownParts, type Part } from './part.ts';

const part = (label: string, externalId: string | null, ...others: string[]): Part => ({
  id: label,
  label,
  externalId,
  name: others.at(-1) ?? label,
  names: new Set([label, ...others]),
});
const river = part('River', '1', 'Lake');
const reed = part('Reed', '2');
const meant = (known: Part[], externalId: string | null, name: string | null) =>
  new KnownParts(known).match({ externalId, name })?.label ?? null;
const labelOf = (known: Part[], externalId: string | null, name: string | null) =>
  new KnownParts(known).labelFor({ externalId, name });

describe('the part that a row means', () => {
  it('is that of its id, whatever it is called', () => {
    expect(meant([river, reed], '1', 'Reed')).toBe('River');
    expect(meant([river, reed], '1', null)).toBe('River');
  });

  it('is by a name alone the only one that has or had that name', () => {
    expect([meant([river, reed], null, 'River'), meant([river, reed], null, 'Lake')]).toEqual([
      'River',
      'River',
    ]);
    expect(meant([river, part('Lake', '3')], null, 'Lake')).toBeNull();
  });

  it('is what several ids share by name, once that was told apart', () => {
    const shared = part('Lake [?]', null, 'Lake');
    expect(meant([river, part('Lake', '3'), shared], null, 'Lake')).toBe('Lake [?]');
  });

  it('is none by an id that is new, but where the name was told without one only', () => {
    expect(meant([river, reed], '9', 'Reed')).toBeNull();
    expect(meant([part('Marsh', null)], '9', 'Marsh')).toBe('Marsh');
  });
});

describe('the label of a new part', () => {
  it('is its name, or its id where it has none', () => {
    expect(labelOf([river], '9', 'Marsh')).toBe('Marsh');
    expect(labelOf([river], '9', null)).toBe('9');
  });

  it('has the id where another part has or had the name, and fits', () => {
    expect(labelOf([river], '9', 'Lake')).toBe('Lake [9]');
    expect(labelOf([river], null, 'River')).toBe('River [?]');
    const long = 'x'.repeat(255);
    const label = labelOf([part(long, '1')], '12', long);
    expect([label.length, label.endsWith('x [12]')]).toEqual([255, true]);
  });
});

it('what is learnt of a part is its id, its newest name, and that it had the others', () => {
  const marsh = part('Marsh', null);
  const known = new KnownParts([marsh]);
  expect(known.learn(marsh, { externalId: '9', name: 'Marsh' })).toBe('id');
  expect(known.learn(marsh, { externalId: '9', name: 'Marsh' })).toBe('nothing');
  expect(known.learn(marsh, { externalId: '9', name: 'Fen' })).toBe('name');
  expect(marsh).toMatchObject({ label: 'Marsh', externalId: '9', name: 'Fen' });
  expect(['Marsh', 'Fen'].map((name) => known.match({ externalId: null, name }))).toEqual([marsh, marsh]);
  expect(known.match({ externalId: '9', name: null })).toBe(marsh);
});
