import { describe, expect, it } from 'vitest';
import { campaignIn } from '../../content/domain/testing/content.ts';
import { decide, type TargetStatus } from './decision.ts';
import type { Step } from './operation.ts';
import { publishSteps } from './steps.ts';
import { both, target } from './testing/targets.ts';

describe('what follows from the targets', () => {
  const steps = publishSteps(campaignIn());
  const updating: Step[] = [
    { name: 'prepare', submissions: [{ kind: 'update', platforms: ['google-ads', 'linkedin-ads'] }] },
  ];
  const pausing: Step[] = [
    { name: 'pause', submissions: [{ kind: 'pause', platforms: ['google-ads', 'linkedin-ads'] }] },
  ];
  const wait = null;
  const end = (status: string) => ({ next: 'end', status });
  it.each<[string, Step[], number, TargetStatus[], object | null]>([
    ['nothing is known yet', steps, 0, [], wait],
    ['one is known, the other not', steps, 0, [target('publish', 'google-ads', 'done')], wait],
    ['one runs', steps, 0, both('publish', 'done', 'running'), wait],
    ['one failed, the other still runs', steps, 0, both('publish', 'failed', 'pending'), wait],
    ['the answers are of another kind', steps, 1, both('publish', 'done', 'done'), wait],
    ['both verified', steps, 0, both('publish', 'done', 'done'), { next: 'step' }],
    ['one could not be made: nothing serves', steps, 0, both('publish', 'done', 'failed'), end('failed')],
    ['one is unclear', steps, 0, both('publish', 'done', 'needs_review'), end('needs_review')],
    ['unclear wins over failed', steps, 0, both('publish', 'failed', 'needs_review'), end('needs_review')],
    ['both active', steps, 1, both('resume', 'done', 'done'), end('succeeded')],
    ['one active, one not', steps, 1, both('resume', 'done', 'failed'), end('needs_review')],
    ['none could be activated', steps, 1, both('resume', 'failed', 'failed'), end('failed')],
    ['both changed', updating, 0, both('update', 'done', 'done'), end('succeeded')],
    ['one changed, one not', updating, 0, both('update', 'done', 'failed'), end('needs_review')],
    ['neither changed', updating, 0, both('update', 'failed', 'failed'), end('failed')],
    ['one did not pause', pausing, 0, both('pause', 'done', 'failed'), end('needs_review')],
    ['neither paused', pausing, 0, both('pause', 'failed', 'failed'), end('needs_review')],
    ['beyond the last step', steps, 2, [], end('succeeded')],
  ])('%s', (_, planned, position, targets, wanted) => {
    const decision = decide(planned, position, targets);
    if (wanted === null) expect(decision).toBeNull();
    else expect(decision).toMatchObject(wanted);
  });
});
