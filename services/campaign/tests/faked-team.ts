import { expect, vi } from 'vitest';
import type { Campaign } from '../../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import type { Person, Stack } from '../../../tests/support/stack.ts';
import type { FakePlatforms } from './fake-platforms.ts';
import { complete } from './fixtures.ts';
import { agreedTo } from '../../../tests/support/approval.ts';

/** Two people of one organisation, who have no ad accounts but those of the fake platforms. */
export type FakedTeam = { owner: Person; colleague: Person };

/** What people do with campaigns on a stack that has fake platforms. */
export function fakedTeams(stack: Stack, fake: FakePlatforms) {
  const team = (): FakedTeam => {
    const owner = stack.person('owner');
    return { owner, colleague: stack.person('manager', owner.organizationId) };
  };
  const get = (id: string, { owner }: FakedTeam) => stack.call(contentContracts.get, { id }, owner);
  const approve = async (id: string, { owner, colleague }: FakedTeam) => {
    const submitted = await stack.call(reviewContracts.submit, { id }, owner);
    return stack.call(reviewContracts.approve, agreedTo(submitted), colleague);
  };
  const ended = ({ id }: Operation, { owner }: FakedTeam) =>
    vi.waitFor(
      async () => {
        const now = await stack.call(publishingContracts.operation, { id }, owner);
        expect(['pending', 'running']).not.toContain(now.status);
        return now;
      },
      { timeout: 10_000, interval: 50 },
    );
  const publish = async (id: string, people: FakedTeam) => {
    const params = { id, idempotencyKey: crypto.randomUUID() };
    return ended(await stack.call(publishingContracts.publish, params, people.owner), people);
  };
  /** A campaign that both platforms serve. */
  const live = async (people: FakedTeam): Promise<Campaign> => {
    const campaign = complete({ adAccounts: fake.adAccounts });
    const { id } = await stack.call(contentContracts.create, { campaign }, people.owner);
    await approve(id, people);
    await publish(id, people);
    return get(id, people);
  };
  return { team, get, approve, ended, publish, live };
}
