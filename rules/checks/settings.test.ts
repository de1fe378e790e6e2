import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../contracts/values.ts';
import { share } from '../fixtures/examples.ts';
import { checksOf } from './say.ts';
import { checkSettings } from './settings.ts';
import type { Share } from './share.ts';

const tell = (platform: (typeof PLATFORMS)[number], changes: Partial<Share>) =>
  checksOf(platform, (say) => checkSettings(platform, share(changes), say)).map(
    ({ severity, code, path }) => `${severity} ${code} ${path}`,
  );
const address = (length: number) => `https://a.example/${'x'.repeat(length - 18)}`;

describe.each(PLATFORMS)('the settings of a campaign on %s', (platform) => {
  const most = { 'google-ads': 2084, 'linkedin-ads': 2000 }[platform];
  it.each<[string, Partial<Share>, Partial<Share>, string]>([
    [
      'an end not before the start',
      { schedule: { startDate: '2026-12-01', endDate: '2026-12-01' } },
      { schedule: { startDate: '2026-12-02', endDate: '2026-12-01' } },
      'SCHEDULE_REVERSED schedule.endDate',
    ],
    [
      'an address with a scheme',
      { landingPageUrl: 'HTTP://example.com' },
      { landingPageUrl: 'example.com' },
      'URL_SCHEME_MISSING landingPageUrl',
    ],
    [
      `an address of ${most}`,
      { landingPageUrl: address(most) },
      { landingPageUrl: address(most + 1) },
      'URL_TOO_LONG landingPageUrl',
    ],
  ])('%s: fine at the limit, an error beyond it', (_rule, atLimit, beyond, told) => {
    expect(tell(platform, atLimit)).toEqual([]);
    expect(tell(platform, beyond)).toEqual([`error ${told}`]);
  });

  it('buying conversions needs tracking', () => {
    expect(tell(platform, { objective: 'sales' })).toEqual(['warning CONVERSIONS_NEEDED objective']);
  });
});

it.each([
  ['http://a.example', true],
  ['https://a.example', true],
  ['httpss://a.example', false],
  ['ftp://a.example', false],
  ['see https://a.example', false],
  ['https:/a.example', false],
  ['https:a.example', false],
])('%s is an address with a scheme: %s', (landingPageUrl, fine) => {
  expect(tell('google-ads', { landingPageUrl }).length === 0).toBe(fine);
});

it('a campaign without an end does not end before it starts', () => {
  expect(tell('google-ads', { schedule: { startDate: '2026-12-01' } })).toEqual([]);
});

it.each([
  ['awareness', false],
  ['traffic', false],
  ['leads', true],
  ['sales', true],
] as const)('%s needs conversion tracking: %s', (objective, needed) => {
  for (const platform of PLATFORMS)
    expect(tell(platform, { objective }).includes('warning CONVERSIONS_NEEDED objective')).toBe(needed);
});

it('an account may have limits of its own', () => {
  const own = (platform: (typeof PLATFORMS)[number], limits: Parameters<typeof checkSettings>[3]) =>
    checksOf(platform, (say) => checkSettings(platform, share(), say, limits)).map((check) => check.code);
  expect(own('google-ads', { finalUrlBytes: 10 })).toEqual(['URL_TOO_LONG']);
  expect(own('linkedin-ads', { landingPageCharacters: 10 })).toEqual(['URL_TOO_LONG']);
  expect(own('linkedin-ads', { finalUrlBytes: 10 })).toEqual([]);
});

it('each platform tells the objective that it reaches only nearly', () => {
  const loss = 'loss OBJECTIVE_APPROXIMATED objective';
  expect(tell('google-ads', { objective: 'awareness' })).toEqual([loss]);
  expect(tell('linkedin-ads', { objective: 'awareness' })).toEqual([]);
  expect(tell('google-ads', { objective: 'leads' })).not.toContain(loss);
  expect(tell('linkedin-ads', { objective: 'leads' })).toContain(loss);
});

it('Google counts the bytes of an address, LinkedIn its characters', () => {
  const landingPageUrl = `https://a.example/${'ü'.repeat(1500)}`;
  expect(tell('google-ads', { landingPageUrl })).toEqual(['error URL_TOO_LONG landingPageUrl']);
  expect(tell('linkedin-ads', { landingPageUrl })).toEqual([]);
});
