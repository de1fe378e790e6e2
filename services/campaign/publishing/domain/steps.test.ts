import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { campaignIn, publication } from '../../content/domain/testing/content.ts';
import type { Step } from './operation.ts';
import { pauseSteps, publishSteps, resumeSteps } from './steps.ts';

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

  it('pausing takes what serves or may serve, resuming what is held', () => {
    const publications = [publication('google-ads', 'active'), publication('linkedin-ads', 'needs_review')];
    expect(kinds(pauseSteps(campaignIn({ publications })))).toEqual(['pause: pause google-ads+linkedin-ads']);
    const paused = [publication('google-ads', 'paused'), publication('linkedin-ads', 'removed')];
    expect(kinds(resumeSteps(campaignIn({ publications: paused })))).toEqual(['activate: resume google-ads']);
  });
});
