import { randomUUID } from 'node:crypto';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { Http } from '../support/http.ts';
import { invite, register } from '../support/journey.ts';
import type { Sandbox } from '../support/sandbox.ts';
import type { World } from './ask.ts';

/** Fresh people of every kind, and the ids of what the owner has. */
export async function makeWorld(url: string, { mail }: Pick<Sandbox, 'mail'>): Promise<World> {
  const nobody = new Http(url);
  const owner = await register(nobody, 'Olivia');
  const stranger = await register(nobody, 'Mallory');
  const viewer = await invite(owner.http, nobody, mail, 'viewer');
  const key = await owner.http.post<{ key: string; apiKey: { id: string } }>('/api/api-keys', {
    name: 'fuzz',
    role: 'manager',
  });
  const campaign = () => owner.http.post<{ id: string }>('/api/campaigns', campaignBody({}));
  const me = await owner.http.get<{ user: { id: string } }>('/api/auth/me');
  const campaigns = await Promise.all([campaign(), campaign(), campaign()]);
  return {
    people: {
      nobody,
      owner: owner.http,
      viewer,
      machine: nobody.as(key.body.key),
      stranger: stranger.http,
      forger: nobody.as(`${owner.accessToken.slice(0, -8)}AAAAAAAA`),
    },
    ids: [...campaigns.map(({ body }) => body.id), me.body.user.id, key.body.apiKey.id, randomUUID()],
  };
}
