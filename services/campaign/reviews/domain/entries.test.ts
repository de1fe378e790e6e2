import { describe, expect, it } from 'vitest';
import { AT, BOB, campaignIn, publication } from '../../content/domain/testing/content.ts';
import type { Told } from '../../delivery/domain/summary.ts';
import { entriesOf } from './entries.ts';
import type { State } from './unsettled.ts';

const LATER = new Date(AT.getTime() + 60_000);
const NOW = new Date(AT.getTime() + 120_000);
const stopped = publication('google-ads', 'paused', { updatedAt: AT.toISOString() });
const paused: State = {
  campaign: campaignIn({ status: 'paused', publications: [stopped], publishedVersion: 1, version: 1 }),
  last: { id: BOB, kind: 'pause', status: 'succeeded', updatedAt: AT.toISOString(), error: null },
  publishedPlatforms: ['google-ads'],
};
const reading = (changes: Partial<Told> = {}): Told => ({
  adAccountId: stopped.adAccountId,
  state: 'serving',
  ...{ codes: [], sentences: [], trouble: [], enabled: null, beginsOn: null },
  asOf: LATER,
  validUntil: null,
  since: LATER,
  ...changes,
});
const codes = (state: State, told: Told) => entriesOf(state, [told], NOW).map(({ cause }) => cause.code);

describe('a reading of the platform that shows serving what is stopped here', () => {
  it.each(['serving', 'limited'] as const)(
    'is told when it is %s, with when it was read and since when',
    (word) => {
      const entries = entriesOf(paused, [reading({ state: word })], NOW);
      expect(entries).toMatchObject([
        {
          platform: 'google-ads',
          cause: { code: 'FOUND_SERVING' },
          evidence: {
            said: `It was read at ${LATER.toISOString()}, and it served.`,
            since: LATER.toISOString(),
            adAccountId: stopped.adAccountId,
          },
        },
      ]);
      expect(entries[0]?.ways.length).toBeGreaterThan(0);
    },
  );

  it.each<[string, Partial<Told>, RegExp]>([
    [
      'its start is to come',
      { beginsOn: '2999-12-31' },
      /was enabled there; it begins to serve on 2999-12-31\.$/,
    ],
    ['it is over', { beginsOn: '2000-01-01' }, /was enabled there; it did not serve then\.$/],
    [
      'it is held',
      { state: 'held', beginsOn: '2999-12-31', codes: ['X'], sentences: ['No money.'] },
      /it did not serve then\. No money\.$/,
    ],
    [
      'nobody knows whether it serves',
      { state: 'unknown', beginsOn: '2999-12-31' },
      /whether it serves is not known\.$/,
    ],
  ])(
    'is told also when it is only switched on, and %s: never as serving, and with its pause',
    (_what, changes, said) => {
      const told = reading({ state: 'not_serving', enabled: true, ...changes });
      const [entry, ...others] = entriesOf(paused, [told], NOW);
      expect(others).toEqual([]);
      expect(entry).toMatchObject({
        cause: { code: 'FOUND_ENABLED' },
        mayServe: true,
        evidence: { said: expect.stringMatching(said) as string, since: LATER.toISOString() },
      });
      expect(entry?.ways[0]?.contract.name).toBe('campaign.pause');
    },
  );

  it.each<[string, Partial<Told>]>([
    ['it is switched off there', { state: 'not_serving', enabled: false }],
    [
      'it was switched on before it was paused',
      { state: 'not_serving', enabled: true, asOf: new Date(AT.getTime() - 1) },
    ],
    ['that was read too long ago', { state: 'not_serving', enabled: true, validUntil: NOW }],
    ['it does not serve', { state: 'not_serving' }],
    ['it is not known whether it serves', { state: 'unknown' }],
    ['it was read before it was paused', { asOf: new Date(AT.getTime() - 1) }],
    ['it was read too long ago', { validUntil: NOW }],
    ['it is about another ad account', { adAccountId: BOB }],
  ])('is not told when %s', (_what, changes) => {
    expect(codes(paused, reading(changes))).toEqual([]);
  });

  it.each(['pending', 'running'] as const)(
    'is not told while an operation is %s, which may be what it shows',
    (status) => {
      const last = { id: BOB, kind: 'resume' as const, status, updatedAt: AT.toISOString(), error: null };
      expect(codes({ ...paused, last }, reading())).toEqual([]);
    },
  );

  it('is not told of a campaign that is to serve', () => {
    const active = { ...stopped, status: 'active' as const };
    const campaign = { ...paused.campaign, status: 'active' as const, publications: [active] };
    expect(codes({ ...paused, campaign }, reading())).toEqual([]);
  });
});
