import { adAccountContracts, type AdAccount } from '../../contracts/platforms/ad-accounts.ts';
import type { Platform } from '../../contracts/values.ts';
import type { Client } from '../client.ts';

/** Connects the sandbox accounts of one platform, whose consent page agrees by itself. */
export async function connectSandbox(
  client: Client,
  platform: Platform,
  brought: { developerToken?: string } = {},
): Promise<AdAccount[]> {
  const { authorizeUrl } = await client.call(adAccountContracts.beginConnect, { platform, ...brought });
  const consent = await fetch(authorizeUrl, { redirect: 'manual' });
  const { searchParams } = new URL(consent.headers.get('location') ?? '');
  const carried = { state: searchParams.get('state') ?? '', code: searchParams.get('code') ?? '' };
  return (await client.call(adAccountContracts.completeConnect, carried)).data;
}
