import { expect } from 'vitest';
import { connectGoogle } from './connect.ts';
import type { House } from './house.ts';
import type { Visitor } from './visitor.ts';

type Account = { id: string; developerToken: { from: string; refusal: unknown } | null };

/** Accounts of Google's are connected with a developer token of their own, which their calls carry and nobody is shown. */
export async function bringDeveloperToken({ product: { sandbox } }: House, owner: Visitor): Promise<void> {
  const developerToken = 'brought-by-a-visitor-1';
  const connected = await connectGoogle(owner, { developerToken });
  const { data } = await owner.read<{ data: Account[] }>('/api/ad-accounts?platform=google-ads');
  expect(data.length).toBeGreaterThan(0);
  for (const one of data) expect(one.developerToken).toEqual({ from: 'connection', refusal: null });
  expect(JSON.stringify([connected, data])).not.toContain(developerToken);
  expect(sandbox.google.requests.some(({ headers }) => headers['developer-token'] === developerToken)).toBe(
    true,
  );
}
