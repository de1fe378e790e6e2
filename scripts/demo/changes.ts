import { memberContracts } from '../../contracts/auth/members.ts';
import { type Campaign } from '../../contracts/campaign/campaign.ts';
import { historyContracts } from '../../contracts/campaign/history.ts';
import { platformName } from '../../rules/words.ts';
import { DemoFailure } from './failure.ts';
import { money } from './money.ts';
import type { Say } from './output.ts';
import type { People } from './people.ts';

/**
 * Prints who changed what, and the budget before and after. @throws DemoFailure when the history lacks the new split
 */
export async function printChanges(
  people: People,
  before: Campaign,
  after: Campaign,
  say: Say,
): Promise<void> {
  const { client } = people.owner;
  const { data } = await client.call(historyContracts.history, { id: after.id, limit: 100 });
  const names = await namesOf(people);
  for (const change of data.toReversed()) {
    const who = names.get(change.actor.id) ?? (change.actor.kind === 'service' ? 'the product' : 'someone');
    const version = change.version === null ? '' : `, version ${change.version}`;
    say(`${change.at.slice(11, 19)}  ${change.action}${version}, by ${who}`);
  }
  const hasBudgetChange = data.some((change) =>
    change.fields.some((field) => field.path.startsWith('budget.split')),
  );
  if (!hasBudgetChange) throw new DemoFailure('the history does not tell the change of the budget');
  for (const share of after.budget.split) {
    const old = shareOf(before, share.platform);
    const { currency } = after.budget;
    say(
      `${platformName(share.platform)}: ${money(old, currency, 0)} → ${money(share.dailyMicros, currency, 0)} a day`,
    );
  }
  for (const p of after.publications)
    say(`${platformName(p.platform)} holds version ${p.version} as ${p.externalId ?? '-'}: ${p.status}`);
}

/** A campaign's daily budget on one platform. */
export function shareOf(campaign: Campaign, platform: string): number {
  return campaign.budget.split.find((share) => share.platform === platform)?.dailyMicros ?? 0;
}

async function namesOf({ owner, approver }: People): Promise<Map<string, string>> {
  const { data } = await owner.client.call(memberContracts.members, {});
  const people = [owner, approver];
  return new Map(
    data.map((member) => [member.userId, people.find((p) => p.email === member.email)?.name ?? member.name]),
  );
}
