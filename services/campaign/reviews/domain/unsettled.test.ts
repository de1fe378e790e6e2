import { describe, expect, it } from 'vitest';
import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import { AT, BOB, campaignIn, publication } from '../../content/domain/testing/content.ts';
import { unsettled, type LastOperation, type State } from './unsettled.ts';

type Status = Publication['status'];
type Changes = Partial<Publication>;
const on = (google: Status, linkedIn: Status, changes: [Changes?, Changes?] = []): Publication[] => [
  publication('google-ads', google, changes[0]),
  publication('linkedin-ads', linkedIn, changes[1]),
];
const error = (code: string) => ({ code, message: `what was said of ${code}` });
const NOTHING: Changes = { externalId: null };
const last = (
  kind: LastOperation['kind'],
  status: LastOperation['status'],
  said?: string,
): LastOperation => ({
  ...{ id: BOB, kind, status, updatedAt: AT.toISOString() },
  error: said === undefined ? null : { code: said, message: `LinkedIn Ads: no (${said})` },
});
const BOTH = ['google-ads', 'linkedin-ads'] as const;
const state = (
  status: Campaign['status'],
  publications: Publication[],
  operation: LastOperation | null,
  more: Partial<State> & { publishedVersion?: number | null } = {},
): State => {
  const { publishedVersion = 1, ...rest } = more;
  const campaign = campaignIn({ status, publications, publishedVersion, version: 1 });
  return { campaign, last: operation, publishedPlatforms: publishedVersion === null ? null : BOTH, ...rest };
};
/** Where something waits, and why: `linkedin-ads DRIFT`; `- CODE` for the campaign as a whole. */
const told = (one: State) =>
  unsettled(one).map(({ publication: where, error: { code } }) => `${where?.platform ?? '-'} ${code}`);
const UNPUBLISHED = { publishedVersion: null };

describe('something on a platform that is not as the latest word says, and that nothing mends, waits for a person', () => {
  it.each<[string, State, string[]]>([
    [
      'a cancelled resume, one half of which serves',
      state('active', on('active', 'paused'), last('resume', 'cancelled', 'CANCELLED')),
      ['linkedin-ads PARTLY_SERVING'],
    ],
    [
      'a cancelled resume, of which the other half says so',
      state(
        'active',
        on('active', 'paused', [{}, { error: error('CANCELLED') }]),
        last('resume', 'cancelled'),
      ),
      ['linkedin-ads CANCELLED'],
    ],
    [
      'a first publication that a policy refused, with the drafts that the other platform made',
      state(
        'failed',
        on('failed', 'verified', [{ ...NOTHING, error: error('POLICY_FINDING') }]),
        last('publish', 'failed', 'POLICY_FINDING'),
        UNPUBLISHED,
      ),
      ['google-ads POLICY_FINDING', 'linkedin-ads LEFT_ON_PLATFORM'],
    ],
    [
      'a refused publication that could not be removed again',
      state(
        'failed',
        on('removed', 'failed', [{}, { error: error('NO') }]),
        last('publish', 'failed'),
        UNPUBLISHED,
      ),
      ['linkedin-ads NO'],
    ],
    [
      'what a refused publication left, while people are at a new version',
      state(
        'draft',
        on('failed', 'verified', [{ ...NOTHING, error: error('NO') }]),
        last('publish', 'failed'),
        UNPUBLISHED,
      ),
      ['linkedin-ads LEFT_ON_PLATFORM'],
    ],
    [
      'what a cancelled publication left',
      state(
        'failed',
        on('failed', 'failed', [{ ...NOTHING, error: error('CANCELLED') }, { error: error('CANCELLED') }]),
        last('publish', 'cancelled'),
        UNPUBLISHED,
      ),
      ['linkedin-ads CANCELLED'],
    ],
    [
      'what a publication left that a pause took the place of',
      state(
        'failed',
        on('failed', 'failed', [{ ...NOTHING, error: error('SUPERSEDED') }, { error: error('SUPERSEDED') }]),
        last('pause', 'succeeded'),
        UNPUBLISHED,
      ),
      ['linkedin-ads SUPERSEDED'],
    ],
    [
      'an update of which one half is done',
      state(
        'active',
        on('active', 'active', [{ version: 2 }, { error: error('NO') }]),
        last('update', 'needs_review', 'NO'),
      ),
      ['linkedin-ads NO'],
    ],
    [
      'the same after a pause that went well',
      state('paused', on('paused', 'paused', [{ version: 2 }]), last('pause', 'succeeded')),
      ['google-ads UPDATE_HALF_DONE'],
    ],
    [
      'an update that was refused, while the campaign serves as before',
      state('active', on('active', 'active', [{ error: error('NO') }]), last('update', 'failed', 'NO')),
      ['google-ads NO'],
    ],
    [
      'a put-back of which one half is done',
      state(
        'active',
        on('active', 'active', [{}, { error: error('DRIFT') }]),
        last('update', 'needs_review', 'DRIFT'),
      ),
      ['linkedin-ads DRIFT'],
    ],
    [
      'an operation that nobody could finish, on the platform that it names',
      state('active', on('active', 'active'), last('update', 'needs_review', 'INTERNAL_ERROR')),
      ['linkedin-ads INTERNAL_ERROR'],
    ],
    [
      'a stop that a platform did not let prove, while it goes on',
      state('active', on('paused', 'active'), last('pause', 'running', 'PAUSE_UNPROVED')),
      ['linkedin-ads PAUSE_UNPROVED'],
    ],
    [
      'a stop that is not proved after an hour, while it goes on',
      state(
        'needs_review',
        on('paused', 'needs_review', [{}, { error: error('PAUSE_UNPROVED') }]),
        last('pause', 'running', 'PAUSE_UNPROVED'),
      ),
      ['linkedin-ads PAUSE_UNPROVED'],
    ],
    [
      'a stop that was taken back before it was proved',
      state(
        'needs_review',
        on('paused', 'needs_review', [{}, { error: error('CANCELLED') }]),
        last('pause', 'cancelled'),
      ),
      ['linkedin-ads CANCELLED'],
    ],
    [
      'a removal of which one half is done',
      state('paused', on('removed', 'paused'), last('remove', 'cancelled', 'CANCELLED')),
      ['google-ads PARTLY_REMOVED'],
    ],
    [
      'a removal that a platform did not finish',
      state(
        'needs_review',
        on('removed', 'needs_review', [{}, { error: error('PLATFORM_NOT_REMOVED') }]),
        last('remove', 'needs_review'),
      ),
      ['linkedin-ads PLATFORM_NOT_REMOVED'],
    ],
    [
      'a platform that the published version left out, and that still has it',
      state('active', on('active', 'paused'), last('update', 'succeeded'), {
        publishedPlatforms: ['google-ads'],
      }),
      ['linkedin-ads LEFT_ON_PLATFORM'],
    ],
    [
      'what a platform holds of a campaign that was put away',
      state('archived', on('removed', 'failed'), null),
      ['linkedin-ads LEFT_ON_PLATFORM'],
    ],
    [
      'what was removed on the platform itself',
      state(
        'active',
        on('active', 'removed', [{}, { error: error('PLATFORM_OBJECT_GONE') }]),
        last('pause', 'succeeded'),
      ),
      ['linkedin-ads PLATFORM_OBJECT_GONE'],
    ],
    [
      'what is unclear of a campaign that is over',
      state(
        'completed',
        on('active', 'needs_review', [{}, { error: error('NO') }]),
        last('pause', 'needs_review', 'NO'),
      ),
      ['linkedin-ads NO'],
    ],
  ])('%s', (_what, one, expected) => {
    expect(told(one)).toEqual(expected);
  });
});

describe('what is as the latest word says, or is being made so, waits for nobody', () => {
  it.each<[string, State]>([
    ['a campaign that serves', state('active', on('active', 'active'), last('resume', 'succeeded'))],
    ['one that is paused', state('paused', on('paused', 'verified'), last('pause', 'succeeded'))],
    ['a pause in one ad account alone', state('active', on('active', 'paused'), last('pause', 'succeeded'))],
    ['what is at work', state('active', on('active', 'paused'), last('resume', 'running'))],
    [
      'a stop against which nobody has said anything',
      state('active', on('active', 'active'), last('pause', 'running')),
    ],
    ['a draft', state('draft', [], null, UNPUBLISHED)],
    [
      'a publication that was cancelled and of which nothing is left',
      state(
        'failed',
        on('failed', 'removed', [{ ...NOTHING, error: error('CANCELLED') }]),
        last('publish', 'cancelled'),
        UNPUBLISHED,
      ),
    ],
    [
      'a refused publication of which nothing is left, while people are at a new version',
      state(
        'draft',
        on('failed', 'failed', [
          { ...NOTHING, error: error('NO') },
          { ...NOTHING, error: error('NO') },
        ]),
        last('publish', 'failed'),
        UNPUBLISHED,
      ),
    ],
    ['what was put away', state('archived', on('removed', 'removed'), last('remove', 'succeeded'))],
    ['what is over', state('completed', on('active', 'active'), last('publish', 'succeeded'))],
    [
      'a platform that was left out and removed',
      state('active', on('active', 'removed'), last('update', 'succeeded'), {
        publishedPlatforms: ['google-ads'],
      }),
    ],
  ])('%s', (_what, one) => {
    expect(told(one)).toEqual([]);
  });
});
