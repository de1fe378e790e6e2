import { describe, expect, it } from 'vitest';
import type { SubmissionKind } from '../../../../contracts/platforms/submissions.ts';
import { campaignIn } from '../../content/domain/testing/content.ts';
import { decide, type TargetStatus } from './decision.ts';
import type { Step } from './operation.ts';
import { publishSteps } from './steps.ts';
import { both, target } from './testing/targets.ts';

describe('what follows from the targets', () => {
  const steps = publishSteps(campaignIn());
  const only = (name: Step['name'], kind: SubmissionKind): Step[] => [
    { name, submissions: [{ kind, platforms: ['google-ads', 'linkedin-ads'] }] },
  ];
  const updating = only('prepare', 'update');
  const pausing = only('pause', 'pause');
  const retiring = only('retire', 'remove');
  const mixed: Step[] = [
    {
      name: 'prepare',
      submissions: [
        { kind: 'publish', platforms: ['linkedin-ads'] },
        { kind: 'update', platforms: ['google-ads'] },
      ],
    },
  ];
  const updatedAnd = (linkedIn: TargetStatus['state']) => [
    target('update', 'google-ads', 'done'),
    target('publish', 'linkedin-ads', linkedIn),
  ];
  const google = { code: 'NO', message: 'Google Ads: no' };
  const linkedIn = { code: 'NO', message: 'LinkedIn Ads: no' };
  const wait = null;
  const next = { next: 'step' };
  const end = (status: string, error: object | null = null) => ({ next: 'end', status, error });
  it.each<[string, Step[], number, TargetStatus[], object | null]>([
    ['nothing is known yet', steps, 0, [], wait],
    ['one is known, the other not', steps, 0, [target('publish', 'google-ads', 'done')], wait],
    ['one runs', steps, 0, both('publish', 'done', 'running'), wait],
    ['one failed, the other still runs', steps, 0, both('publish', 'failed', 'pending'), wait],
    ['the answers are of another kind', steps, 1, both('publish', 'done', 'done'), wait],
    ['both verified', steps, 0, both('publish', 'done', 'done'), next],
    ['one not made: nothing serves', steps, 0, both('publish', 'done', 'failed'), end('failed', linkedIn)],
    ['neither could be made', steps, 0, both('publish', 'failed', 'failed'), end('failed', google)],
    ['one is unclear', steps, 0, both('publish', 'done', 'needs_review'), end('needs_review', linkedIn)],
    [
      'unclear wins over failed',
      steps,
      0,
      both('publish', 'failed', 'needs_review'),
      end('needs_review', linkedIn),
    ],
    ['both active', steps, 1, both('resume', 'done', 'done'), end('succeeded')],
    ['one active, one not', steps, 1, both('resume', 'done', 'failed'), end('needs_review', linkedIn)],
    ['none could be activated', steps, 1, both('resume', 'failed', 'failed'), end('failed', google)],
    ['both changed', updating, 0, both('update', 'done', 'done'), end('succeeded')],
    ['one changed, one not', updating, 0, both('update', 'failed', 'done'), end('needs_review', google)],
    ['neither changed', updating, 0, both('update', 'failed', 'failed'), end('failed', google)],
    ['changed and not made', mixed, 0, updatedAnd('failed'), end('needs_review', linkedIn)],
    ['changed and made', mixed, 0, updatedAnd('done'), end('succeeded')],
    ['both paused', pausing, 0, both('pause', 'done', 'done'), end('succeeded')],
    ['one did not pause', pausing, 0, both('pause', 'done', 'failed'), end('needs_review', linkedIn)],
    ['neither paused', pausing, 0, both('pause', 'failed', 'failed'), end('needs_review', google)],
    ['neither removed', retiring, 0, both('remove', 'failed', 'failed'), end('needs_review', google)],
    ['beyond the last step', steps, 2, [], end('succeeded')],
  ])('%s', (_, planned, position, targets, wanted) => {
    expect(decide(planned, position, targets)).toEqual(wanted);
  });

  it('says so when a platform gave no reason', () => {
    const silent = target('pause', 'google-ads', 'failed', { error: null });
    const targets = [silent, target('pause', 'linkedin-ads', 'done')];
    expect(decide(pausing, 0, targets)).toEqual(
      end('needs_review', {
        code: 'PLATFORM_FAILED',
        message: 'Google Ads: The platform gave no reason.',
      }),
    );
  });
});
