import { z } from 'zod';
import { adAccountContracts, type AdAccount } from '../../contracts/platforms/ad-accounts.ts';
import { PLATFORMS, type Platform } from '../../contracts/values.ts';
import { platformName } from '../../rules/words.ts';
import { DemoFailure } from './failure.ts';
import type { Say } from './output.ts';
import type { Person } from './people.ts';

export type Accounts = Record<Platform, AdAccount>;

const ConsentResult = z.object({ state: z.string(), code: z.string() });

/** Connects the sandbox accounts of both platforms and returns, for each, the account in this currency. */
export async function connectAll(person: Person, currency: string, say: Say): Promise<Accounts> {
  const found: Partial<Accounts> = {};
  for (const platform of PLATFORMS) {
    const accounts = await connect(person, platform);
    const account = accounts.find((a) => a.currency === currency);
    if (!account) throw new DemoFailure(`${platformName(platform)} has no account in ${currency}`);
    say(`${platformName(platform)}: “${account.name}” (${account.externalId}, ${account.currency})`);
    found[platform] = account;
  }
  const { 'google-ads': google, 'linkedin-ads': linkedin } = found;
  if (!google || !linkedin) throw new DemoFailure('not every platform was connected');
  return { 'google-ads': google, 'linkedin-ads': linkedin };
}

/**
 * Connects accounts as a browser does: opens the consent page, follows the redirect with the code, completes the
 * connection.
 */
async function connect({ client }: Person, platform: Platform): Promise<AdAccount[]> {
  const connection = await client.call(adAccountContracts.beginConnect, { platform });
  const consent = await fetch(connection.authorizeUrl, { redirect: 'manual' });
  const redirect = consent.headers.get('location');
  if (!redirect) {
    throw new DemoFailure(`${platformName(platform)} asks a person for consent`, [
      'The demo plays on the sandboxes that npm start brings along, where consent is given at once.',
    ]);
  }
  const { pathname, search } = new URL(redirect);
  const page = await fetch(client.base + pathname + search);
  const { state, code } = ConsentResult.parse(await page.json());
  const { data } = await client.call(adAccountContracts.completeConnect, { state, code });
  return data;
}
