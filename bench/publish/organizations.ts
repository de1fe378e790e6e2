import { randomUUID } from 'node:crypto';
import { Client } from '../../client/client.ts';
import { registered } from '../../client/registered.ts';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import { PLATFORMS, type Platform } from '../../contracts/values.ts';
import { connectBoth } from '../../tests/support/journey.ts';
import { agreedTo } from '../../tests/support/approval.ts';

/** An organisation with ad accounts of its own, whose owner approves alone. */
export type Organization = { client: Client; accounts: Record<Platform, string> };

export async function settle(url: string): Promise<Organization> {
  const email = `bench.${randomUUID()}@example.com`;
  const person = { email, password: randomUUID(), name: 'Bench', organizationName: 'Bench' };
  const { tokens } = registered(await new Client(url).call(accountContracts.register, person));
  const client = new Client(url, { token: tokens.accessToken });
  await client.call(accountContracts.changeOrganization, { approvalPolicy: 'self_with_step_up' });
  return { client, accounts: await connectBoth({ client }) };
}

/** A campaign that may be published, on these platforms. */
export async function approved(
  { client, accounts }: Organization,
  platforms: readonly Platform[] = PLATFORMS,
): Promise<string> {
  const adAccounts = Object.fromEntries(platforms.map((platform) => [platform, accounts[platform]]));
  const campaign = campaignBody({ adAccounts, platforms: [...platforms] });
  const { id } = await client.call(contentContracts.create, { campaign, idempotencyKey: randomUUID() });
  const submitted = await client.call(reviewContracts.submit, { id });
  await client.call(reviewContracts.approve, agreedTo(submitted));
  return id;
}

/** Publishes a campaign; gives how long it took until it was live, in ms. @throws Error when it did not succeed */
export async function publish({ client }: Organization, id: string): Promise<number> {
  const startedAt = performance.now();
  const begun = await client.call(publishingContracts.publish, { id, idempotencyKey: randomUUID() });
  for (;;) {
    const { status, error } = await client.call(publishingContracts.operation, { id: begun.id });
    if (status === 'succeeded') return performance.now() - startedAt;
    if (status !== 'pending' && status !== 'running')
      throw new Error(`a publish ended ${status}: ${JSON.stringify(error)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
