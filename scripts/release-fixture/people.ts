import type { z } from 'zod';
import { connectSandbox } from '../../client/testing/connect-sandbox.ts';
import type { Brief } from '../../contracts/ai/brief.ts';
import { structureContracts } from '../../contracts/ai/structures.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { machineContracts } from '../../contracts/auth/machines.ts';
import { memberContracts } from '../../contracts/auth/members.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import type { Role } from '../../contracts/permissions.ts';
import { adAccountContracts } from '../../contracts/platforms/ad-accounts.ts';
import type { Structure } from '../../contracts/structure.ts';
import { PLATFORMS, type Platform } from '../../contracts/values.ts';
import { eventually, Person, type Repeat } from './person.ts';
import type { Stage } from './stage.ts';

/** Who plays the scenes, on which ad accounts, with which structure. */
export type Cast = {
  stage: Stage;
  repeats: Repeat[];
  owner: Person;
  manager: Person;
  adAccounts: Record<Platform, string>;
  structure: Structure;
};

/** The token in the last invitation mail to an address. */
export async function invitationToken(stage: Stage, email: string): Promise<string> {
  const tokens = () =>
    stage.mail
      .messages()
      .filter(({ to }) => to.includes(email))
      .flatMap(({ text }) => /^[A-Za-z0-9_-]{32,}$/m.exec(text) ?? []);
  return (await eventually(tokens, (found) => found.length > 0)).at(-1) ?? '';
}

async function member(cast: Pick<Cast, 'stage' | 'repeats' | 'owner'>, role: Role): Promise<Person> {
  const person = new Person(cast.stage.base, `${role}@fixture.example.com`, cast.repeats);
  await cast.owner.call(memberContracts.invite, { email: person.email, role });
  await person.join(await invitationToken(cast.stage, person.email), `The ${role}`);
  return person;
}

/** Accounts in US dollars of both platforms; the others are disconnected or given a name of one's own. */
export async function connectBoth(person: Person): Promise<Cast['adAccounts']> {
  const found = [];
  for (const platform of PLATFORMS) {
    for (const { id, name, currency } of await connectSandbox(person.client, platform)) {
      if (currency !== 'USD') await person.call(adAccountContracts.disconnect, { id });
      else {
        await person.call(adAccountContracts.renameAdAccount, { id, name: `Our ${name}` });
        found.push([platform, id]);
      }
    }
  }
  return Object.fromEntries(found) as Cast['adAccounts'];
}

/** A brief in, a structure out, kept under a key; a part of its first ad group, so that fixtures stay small. */
export async function structureFor(person: Person, name = 'Fixture'): Promise<Structure> {
  const brief: z.input<typeof Brief> = {
    product: `${name}: job scheduling software`,
    description: 'Scheduling software for field service teams: plan jobs, track technicians, send invoices.',
    audience: 'Operations managers at service companies',
    landingPageUrl: 'https://fixture.example.com/start',
    objective: 'leads',
    platforms: ['google-ads', 'linkedin-ads'],
    locations: ['US'],
    languages: ['en'],
    claims: ['14-day free trial'],
  };
  const { structure } = await person.once(structureContracts.campaignStructure, { brief });
  return { adGroups: structure.adGroups.slice(0, 1).map(smaller) };
}

const smaller = (group: Structure['adGroups'][number]): Structure['adGroups'][number] => ({
  ...group,
  keywords: group.keywords.slice(0, 1),
  negativeKeywords: (group.negativeKeywords ?? []).slice(0, 1),
  ads: group.ads
    .filter((ad, i, all) => all.findIndex(({ format }) => format === ad.format) === i)
    .map((ad) =>
      ad.format === 'responsive_search'
        ? { ...ad, headlines: ad.headlines.slice(0, 3), descriptions: ad.descriptions.slice(0, 2) }
        : ad,
    ),
});

/** An organisation with a member of every role, and every kind of invitation and API key. */
export async function meetPeople(stage: Stage, repeats: Repeat[], structure: Structure): Promise<Cast> {
  const owner = new Person(stage.base, 'owner@fixture.example.com', repeats);
  await owner.register('The owner', 'Fixture & Söhne');
  const scene = { stage, repeats, owner };
  const manager = await member(scene, 'manager');
  for (const role of ['admin', 'analyst', 'viewer'] as const) await member(scene, role);
  const adAccounts = await connectBoth(owner);
  return { ...scene, manager, adAccounts, structure };
}

/** What waits for somebody: an open invitation, a living API key, a refresh token and a consent; beside them the ended ones. */
export async function leaveCredentials({ stage, owner }: Cast, neighbour: Person) {
  const invite = (email: string, role: Role) => owner.call(memberContracts.invite, { email, role });
  const removed = new Person(stage.base, 'removed@fixture.example.com', []);
  await invite(removed.email, 'viewer');
  await removed.join(await invitationToken(stage, removed.email), 'The removed one');
  const { user } = await removed.call(accountContracts.me, {});
  await owner.call(memberContracts.removeMember, { userId: user.id });
  const withdrawn = await invite('withdrawn@fixture.example.com', 'admin');
  await owner.call(memberContracts.withdrawInvitation, { id: withdrawn.id });
  await invite('expired@fixture.example.com', 'analyst');
  await invite(neighbour.email, 'analyst');
  await neighbour.join(await invitationToken(stage, neighbour.email), 'The neighbour');
  await invite('open@fixture.example.com', 'viewer');
  const key = (name: string) =>
    owner.call(machineContracts.createApiKey, { name, role: 'manager', expiresInDays: 365 });
  const revoked = await key('revoked');
  await owner.call(machineContracts.revokeApiKey, { id: revoked.apiKey.id });
  const living = await key('living');
  await owner.client.as(living.key).call(contentContracts.list, {});
  const connect = await owner.call(adAccountContracts.beginConnect, { platform: 'linkedin-ads' });
  const keptSession = new Person(stage.base, 'viewer@fixture.example.com', []);
  await keptSession.login();
  return {
    invitation: {
      email: 'open@fixture.example.com',
      token: await invitationToken(stage, 'open@fixture.example.com'),
    },
    apiKey: living.key,
    refreshToken: keptSession.refreshToken,
    consent: new URL(connect.authorizeUrl).pathname + new URL(connect.authorizeUrl).search,
  };
}
