import { describe, expect, it } from 'vitest';
import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import { campaignIn, publication } from '../../content/domain/testing/content.ts';
import type { Step } from './operation.ts';
import { pauseSteps, publishSteps, removeSteps, resumeSteps } from './steps.ts';

const kinds = (steps: Step[]) =>
  steps.map((s) => `${s.name}: ${s.submissions.map((x) => `${x.kind} ${x.platforms.join('+')}`).join(', ')}`);

describe('the steps of publishing', () => {
  it.each<[string, Partial<Campaign>, string[]]>([
    [
      'the first time: make both, then activate both',
      {},
      ['prepare: publish google-ads+linkedin-ads', 'activate: resume google-ads+linkedin-ads'],
    ],
    [
      'again after one failed: make that one, then activate both',
      {
        status: 'failed',
        publications: [publication('google-ads', 'verified'), publication('linkedin-ads', 'failed')],
      },
      ['prepare: publish linkedin-ads', 'activate: resume google-ads+linkedin-ads'],
    ],
    [
      'a live campaign: the differences only',
      {
        status: 'active',
        version: 2,
        publishedVersion: 1,
        publications: [publication('google-ads', 'active'), publication('linkedin-ads', 'active')],
      },
      ['prepare: update google-ads+linkedin-ads'],
    ],
    [
      'a paused campaign with a new platform: nothing is activated',
      {
        status: 'paused',
        version: 2,
        publishedVersion: 1,
        publications: [publication('google-ads', 'paused')],
      },
      ['prepare: publish linkedin-ads, update google-ads'],
    ],
    [
      'without a platform that was live: it is removed last',
      {
        status: 'active',
        version: 2,
        publishedVersion: 1,
        platforms: ['google-ads'],
        publications: [publication('google-ads', 'active'), publication('linkedin-ads', 'active')],
      },
      ['prepare: update google-ads', 'retire: remove linkedin-ads'],
    ],
    [
      'again after a change failed on one: that one is changed again, although it holds the version',
      {
        status: 'active',
        publishedVersion: 1,
        publications: [
          publication('google-ads', 'active'),
          publication('linkedin-ads', 'active', { error: { code: 'NO', message: 'no' } }),
        ],
      },
      ['prepare: update linkedin-ads'],
    ],
    [
      'with a platform that was removed or is unclear: it is made again',
      {
        status: 'needs_review',
        publications: [publication('linkedin-ads', 'needs_review'), publication('google-ads', 'removed')],
      },
      ['prepare: publish google-ads+linkedin-ads', 'activate: resume google-ads+linkedin-ads'],
    ],
    [
      'without a platform that was removed already: nothing is removed again',
      {
        status: 'active',
        publishedVersion: 1,
        platforms: ['google-ads'],
        publications: [publication('google-ads', 'active'), publication('linkedin-ads', 'removed')],
      },
      [],
    ],
    [
      'what is held in the order of the platforms, whatever the order in which it was made',
      {
        status: 'failed',
        version: 2,
        publications: [publication('linkedin-ads', 'paused'), publication('google-ads', 'verified')],
      },
      ['prepare: update google-ads+linkedin-ads', 'activate: resume google-ads+linkedin-ads'],
    ],
    [
      'the version that is held already: nothing',
      {
        status: 'active',
        publishedVersion: 1,
        publications: [publication('google-ads', 'active'), publication('linkedin-ads', 'active')],
      },
      [],
    ],
  ])('%s', (_, overrides, wanted) => {
    expect(kinds(publishSteps(campaignIn(overrides)))).toEqual(wanted);
  });
});

it.each<[Publication['status'], string | null, { pause: boolean; resume: boolean }]>([
  ['publishing', 'x1', { pause: true, resume: false }],
  ['publishing', null, { pause: true, resume: false }],
  ['verified', 'x1', { pause: true, resume: true }],
  ['active', 'x1', { pause: true, resume: false }],
  ['paused', 'x1', { pause: true, resume: true }],
  ['failed', 'x1', { pause: true, resume: false }],
  ['failed', null, { pause: false, resume: false }],
  ['needs_review', 'x1', { pause: true, resume: false }],
  ['needs_review', null, { pause: true, resume: false }],
  ['removed', 'x1', { pause: false, resume: false }],
])(
  'pausing takes whatever a platform holds or may hold, resuming what is held: %s with id %s',
  (status, externalId, takes) => {
    const campaign = campaignIn({ publications: [publication('google-ads', status, { externalId })] });
    expect(kinds(pauseSteps(campaign))).toEqual(takes.pause ? ['pause: pause google-ads'] : []);
    expect(kinds(resumeSteps(campaign))).toEqual(takes.resume ? ['activate: resume google-ads'] : []);
  },
);

it('pausing takes also what an operation is at work on, although nothing of it is known to exist', () => {
  const campaign = campaignIn({ publications: [publication('google-ads', 'failed', { externalId: null })] });
  expect(kinds(pauseSteps(campaign, ['google-ads']))).toEqual(['pause: pause google-ads']);
});

it('pausing takes every platform of it at once', () => {
  const publications = [publication('google-ads', 'active'), publication('linkedin-ads', 'needs_review')];
  expect(kinds(pauseSteps(campaignIn({ publications })))).toEqual(['pause: pause google-ads+linkedin-ads']);
});

describe('the steps of removing', () => {
  it.each<[string, Publication[], string[], string[]]>([
    ['what serves is paused first', [publication('google-ads', 'active')], ['google-ads'], ['google-ads']],
    [
      'what failed without an id is looked for and removed: drafts may be there',
      [publication('linkedin-ads', 'failed', { externalId: null })],
      [],
      ['linkedin-ads'],
    ],
    ['what was removed is let be', [publication('google-ads', 'removed')], [], []],
  ])('%s', (_what, publications, paused, removed) => {
    const steps = removeSteps(campaignIn({ status: 'failed', publications }));
    const of = (kind: string) =>
      steps.flatMap(({ submissions }) =>
        submissions.filter((one) => one.kind === kind).flatMap(({ platforms }) => platforms),
      );
    expect([of('pause'), of('remove')]).toEqual([paused, removed]);
  });
});
