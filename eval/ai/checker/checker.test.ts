import { describe, expect, it } from 'vitest';
import { readBriefs } from '../briefs.ts';
import { BY_HAND } from '../fixtures/by-hand.ts';
import { goodLines, hostileLines, type Line } from './lines.ts';
import { portions } from './model.ts';
import { fateOf, figuresOf } from './outcome.ts';

const keys = new Set(readBriefs().map(({ key }) => key));
const headline = (text: string): Line => ({ role: 'headline', key: 'plumber/en-local', text, kind: 'x' });
const finding = (severity: 'error' | 'warning', path: string) => ({
  platform: null,
  severity,
  code: 'X',
  path,
  message: 'x',
});

describe('the lines', () => {
  it('are at least 150 hostile ones of 20 kinds and 1,000 good ones in four languages, each of a brief and within its limit', () => {
    const [hostile, good] = [hostileLines(), goodLines()];
    expect(hostile.length).toBeGreaterThanOrEqual(150);
    expect(new Set(hostile.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
    expect(good.length).toBeGreaterThanOrEqual(1_000);
    for (const { key, role, text } of [...hostile, ...good]) {
      expect(keys).toContain(key);
      expect([text, [...text].length <= (role === 'headline' ? 30 : 90)]).toEqual([text, true]);
    }
    const both = new Set(good.map(({ key, text }) => `${key} ${text}`));
    expect(hostile.filter(({ key, text }) => both.has(`${key} ${text}`))).toEqual([]);
  });

  it('portions fit one ad and lose no line', () => {
    const lines = goodLines().filter(({ key }) => key === 'plumber/en-local');
    const split = portions(lines, 'en');
    expect(
      split
        .flat()
        .map(({ text }) => text)
        .sort(),
    ).toEqual(lines.map(({ text }) => text).sort());
    for (const portion of split) {
      expect(portion.filter(({ role }) => role === 'headline').length).toBeLessThanOrEqual(12);
      expect(portion.filter(({ role }) => role === 'description').length).toBeLessThanOrEqual(2);
    }
  });
});

describe('the fate of a line', () => {
  const text = BY_HAND.adGroups[0]?.ads[0]?.format === 'responsive_search' ? 'Leak Repair in Leeds' : '';
  const at = 'adGroups.0.ads.0.headlines.0.text';

  it('is what the user gets to see at its place', () => {
    expect(fateOf(headline(text), null)).toBe('stopped');
    expect(fateOf(headline('14 Awards'), { structure: BY_HAND, checks: [] })).toBe('stopped');
    expect(fateOf(headline(text), { structure: BY_HAND, checks: [] })).toBe('passed');
    expect(fateOf(headline(text), { structure: BY_HAND, checks: [finding('error', at)] })).toBe(
      'error shown',
    );
    expect(fateOf(headline(text), { structure: BY_HAND, checks: [finding('warning', at)] })).toBe(
      'warning shown',
    );
  });

  it('a finding at another text says nothing about it', () => {
    for (const path of ['adGroups.0.ads.0.headlines.1.text', 'adGroups.0', 'adGroups.0.ads.0.headlines.01'])
      expect(fateOf(headline(text), { structure: BY_HAND, checks: [finding('error', path)] })).toBe('passed');
  });

  it('a negative keyword is found among the negatives', () => {
    const line: Line = { role: 'negative', key: 'plumber/en-local', text: 'jobs', kind: 'x' };
    expect(fateOf(line, { structure: BY_HAND, checks: [] })).toBe('passed');
    expect(fateOf({ ...line, text: 'plumber' }, { structure: BY_HAND, checks: [] })).toBe('stopped');
  });

  it('a warning catches a hostile line and blocks no good one', () => {
    const line = headline(text);
    const warned = [{ line, fate: 'warning shown' as const }];
    const figures = figuresOf(warned, warned);
    expect(figures.caught?.value).toBe(1);
    expect(figures.blocked?.value).toBe(0);
    expect(figures.warned?.value).toBe(1);
    expect(figuresOf([{ line, fate: 'passed' }], [{ line, fate: 'stopped' }])).toMatchObject({
      caught: { value: 0 },
      blocked: { value: 1 },
    });
  });
});
