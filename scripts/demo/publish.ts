import { randomUUID } from 'node:crypto';
import { ProblemAnswer } from '../../client/failures.ts';
import { type Campaign } from '../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import { platformName } from '../../rules/words.ts';
import { DemoFailure } from './failure.ts';
import { count, money } from './money.ts';
import { follow } from './operation.ts';
import type { Say } from './output.ts';
import type { Person } from './people.ts';

/** Checks that the submitter cannot approve, then lets the other person approve exactly the submitted version. */
export async function approve(submitter: Person, approver: Person, id: string, say: Say): Promise<Campaign> {
  const { review } = await approver.client.call(contentContracts.read, { id });
  if (!review) throw new DemoFailure('nothing waits for approval');
  const seen = { id, hash: review.hash };
  const refused = await submitter.client.call(reviewContracts.approve, seen).then(
    () => null,
    (error: unknown) => {
      if (error instanceof ProblemAnswer && error.code === 'APPROVAL_OWN_SUBMISSION') return error.code;
      throw error;
    },
  );
  if (refused === null)
    throw new DemoFailure(`${submitter.name} could approve what ${submitter.name} submitted`);
  say(`${submitter.name} may not approve it alone (${refused})`);
  const approval = { ...seen, note: 'Looks right.' };
  const approved = await approver.client.call(reviewContracts.approve, approval);
  say(`${approver.name} approves version ${approved.version}`);
  return approved;
}

/** Prints what publishing would change, publishes, follows the operation to its end and returns the campaign. */
export async function publish(person: Person, id: string, say: Say): Promise<Campaign> {
  const { client } = person;
  const plan = await client.call(publishingContracts.plan, { id });
  for (const p of plan.platforms) {
    const size = `${p.adGroups} ad groups, ${count(p.ads)} ads, ${count(p.keywords)} keywords`;
    say(
      `Plan: ${platformName(p.platform)} at ${money(p.dailyMicros, plan.worstCase.currency, 0)} a day, ${size}`,
    );
  }
  say(
    `Plan: at most ${money(Number(plan.worstCase.dailyMicros), plan.worstCase.currency, 0)} on a single day`,
  );
  const operation = await client.call(publishingContracts.publish, {
    id,
    hash: plan.hash,
    idempotencyKey: randomUUID(),
  });
  await follow(client, operation, say);
  const campaign = await client.call(contentContracts.read, { id });
  checkLive(campaign);
  return campaign;
}

/** @throws DemoFailure unless every platform serves the current version */
function checkLive(campaign: Campaign): void {
  const { status, version, publishedVersion, platforms, publications } = campaign;
  const live = publications.filter((p) => p.status === 'active' && p.version === version);
  if (status === 'active' && publishedVersion === version && live.length === platforms.length) return;
  throw new DemoFailure(
    `the campaign is ${status}, version ${version}, published ${publishedVersion ?? '-'}`,
    [
      ...publications.map(
        (p) => `${p.platform}: ${p.status}, version ${p.version} ${p.error?.message ?? ''}`,
      ),
    ],
  );
}
