import { describe, expect, it } from 'vitest';
import { labelOf, matchPart, type Part } from './part.ts';

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
  matchPart(known, { externalId, name })?.label ?? null;

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
    expect(labelOf([river], { externalId: '9', name: 'Marsh' })).toBe('Marsh');
    expect(labelOf([river], { externalId: '9', name: null })).toBe('9');
  });

  it('has the id where another part has or had the name, and fits', () => {
    expect(labelOf([river], { externalId: '9', name: 'Lake' })).toBe('Lake [9]');
    expect(labelOf([river], { externalId: null, name: 'River' })).toBe('River [?]');
    const long = 'x'.repeat(255);
    const label = labelOf([part(long, '1')], { externalId: '12', name: long });
    expect([label.length, label.endsWith('x [12]')]).toEqual([255, true]);
  });
});
