import { expect } from 'vitest';
import { expectAnswer, type House } from './house.ts';
import type { Visitor } from './visitor.ts';

type Account = { id: string; externalId: string };
type Seen = {
  status: string;
  adAccounts: Record<string, string>;
  publications: { platform: string; status: string; adAccountId: string; error: unknown }[];
};

/** Google closes the ad account of a campaign of then, which is put away with what is there left as it is. */
export async function leaveBehind({ product: { sandbox } }: House, owner: Visitor): Promise<void> {
  const { data } = await owner.read<{ data: Account[] }>('/api/ad-accounts?platform=google-ads');
  const ids = await owner.idsOf('/api/campaigns');
  const used = (await Promise.all(ids.map((id) => owner.read<Seen>(`/api/campaigns/${id}`)))).flatMap(
    ({ publications, adAccounts }) => [
      ...publications.map(({ adAccountId }) => adAccountId),
      ...Object.values(adAccounts),
    ],
  );
  for (const id of ids.toReversed()) {
    const { publications } = await owner.read<Seen>(`/api/campaigns/${id}`);
    const held = publications.filter(({ status }) => status !== 'removed');
    const account = data.find((one) => held[0]?.adAccountId === one.id);
    if (held.length !== 1 || account === undefined) continue;
    const say = (status: string, of: Account = account) =>
      fetch(`${sandbox.google.url}/_simulator/account`, {
        method: 'POST',
        body: JSON.stringify({ id: of.externalId, status }),
      });
    await say('CANCELED');
    const left = await expectAnswer<Seen>(owner, 200, 'POST', `/api/campaigns/${id}/leave`, { body: {} });
    await say('ENABLED');
    expect(left).toMatchObject({ status: 'archived' });
    const other = data.find((one) => !used.includes(one.id));
    if (other === undefined) throw new Error('every ad account of then is in use');
    await say('CANCELED', other);
    await expectAnswer(owner, 204, 'POST', `/api/ad-accounts/${other.id}/leave`, { body: {} });
    await say('ENABLED', other);
    return;
  }
  throw new Error('no campaign of then is on Google alone');
}
