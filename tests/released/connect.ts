import { expectAnswer } from './house.ts';
import type { Visitor } from './visitor.ts';

/** Connects the ad accounts that a consent at Google reaches. @returns the answer to the last call */
export async function connectGoogle(
  owner: Visitor,
  more: { developerToken?: string } = {},
): Promise<unknown> {
  const body = { platform: 'google-ads', ...more };
  type Begun = { authorizeUrl: string };
  const { authorizeUrl } = await expectAnswer<Begun>(owner, 200, 'POST', '/api/ad-accounts/connect', {
    body,
  });
  const consent = await fetch(authorizeUrl, { redirect: 'manual' });
  const back = new URL(consent.headers.get('location') ?? '').searchParams;
  const given = { code: back.get('code') ?? '', state: back.get('state') ?? '' };
  return expectAnswer(owner, 200, 'POST', '/api/ad-accounts/connect/complete', { body: given });
}
