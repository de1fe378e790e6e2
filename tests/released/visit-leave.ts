import { expect } from 'vitest';
import { connectGoogle } from './connect.ts';
import { expectAnswer, type House } from './house.ts';
import type { Visitor } from './visitor.ts';

type Account = { id: string; externalId: string };
type Seen = {
  status: string;
  publications: { platform: string; status: string; adAccountId: string; error: unknown }[];
};

/** Google closes the ad account of a campaign of then, and what it holds is left as it is. */
export async function leaveBehind({ product: { sandbox } }: House, owner: Visitor): Promise<void> {
  const { data } = await owner.read<{ data: Account[] }>('/api/ad-accounts?platform=google-ads');
  const ids = await owner.idsOf('/api/campaigns');
  for (const id of ids.toReversed()) {
    const { publications } = await owner.read<Seen>(`/api/campaigns/${id}`);
    const held = publications.find(
      ({ platform, status }) => platform === 'google-ads' && status !== 'removed',
    );
    const account = data.find((one) => held?.adAccountId === one.id);
    if (account === undefined) continue;
    const say = (status: string) =>
      fetch(`${sandbox.google.url}/_simulator/account`, {
        method: 'POST',
        body: JSON.stringify({ id: account.externalId, status }),
      });
    await say('CANCELED');
    const left = await owner.ask('POST', `/api/campaigns/${id}/leave`, { body: {} });
    if (left.status === 409) {
      await say('ENABLED'); // something is at work on it
      continue;
    }
    expect(left.status).toBe(200);
    // what LinkedIn holds, too, is removed there
    expect(['archived', 'needs_review']).toContain((left.body as Seen).status);
    await expectAnswer(owner, 204, 'POST', `/api/ad-accounts/${account.id}/leave`, { body: {} });
    await say('ENABLED');
    await connectGoogle(owner); // so that what comes after goes on with it
    return;
  }
  throw new Error('no campaign of then is on Google');
}
