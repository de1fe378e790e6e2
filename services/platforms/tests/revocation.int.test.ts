import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import type { Platform } from '../../../contracts/values.ts';
import type { Person } from '../../../tests/support/stack.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterEach(() => {
  stack.google.faults.clear();
  stack.linkedIn.faults.clear();
});
afterAll(() => stack.stop());

const vendorOf = (platform: Platform) => (platform === 'google-ads' ? stack.google : stack.linkedIn);
const disconnect = (id: string, person: Person) => stack.call(adAccountContracts.disconnect, { id }, person);
const askedToRevoke = (platform: Platform) =>
  vendorOf(platform).requests.filter(({ path }) => path.endsWith('/revoke')).length;

type Grant = { revocation: string | null; sealed: string | null };
const grantsOf = ({ organizationId }: Person) =>
  stack.sql<Grant>(
    `SELECT revocation, sealed_tokens AS sealed FROM platform_grants WHERE organization_id = $1 ORDER BY created_at`,
    [organizationId],
  );
const eventsOf = ({ organizationId }: Person) =>
  stack.sql<{ action: string; detail: object }>(
    `SELECT action, detail FROM audit_events WHERE organization_id = $1 AND action LIKE 'grant.%' ORDER BY at`,
    [organizationId],
  );
const becomes = (person: Person, revocation: string) =>
  until(
    () => grantsOf(person),
    (grants) => grants.some((grant) => grant.revocation === revocation),
  );
const queuedJobs = () =>
  stack.sql(
    `SELECT 1 FROM pgboss.job WHERE name = 'platforms.revokeGrant' AND state IN ('created', 'active')`,
  );

it.each(['google-ads', 'linkedin-ads'] as const)(
  'the last ad account of a grant takes its tokens along: %s accepts them no more, and they are wiped here',
  async (platform) => {
    const person = stack.person('owner');
    const [first, last] = await stack.connect(platform, person);
    const { refreshToken, accessToken } = await stack.tokensOf(person.organizationId, last?.id ?? '');
    const { grants } = vendorOf(platform);
    const before = askedToRevoke(platform);

    await disconnect(first?.id ?? '', person);
    expect(await grantsOf(person)).toMatchObject([{ revocation: null }]);
    expect(grants.authenticate(`Bearer ${accessToken}`)).toBeDefined();
    expect(askedToRevoke(platform)).toBe(before);

    await disconnect(last?.id ?? '', person);
    expect(await becomes(person, 'revoked')).toEqual([{ revocation: 'revoked', sealed: null }]);
    expect(grants.authenticate(`Bearer ${accessToken}`)).toBeUndefined();
    expect(grants.findGrant(refreshToken ?? '')).toBeUndefined();
    expect(await eventsOf(person)).toEqual([
      { action: 'grant.revoked', detail: { platform, answer: 'revoked' } },
    ]);
  },
);

it('an answer that was lost or was none leaves the outcome unknown, said once, until the platform has said that the tokens are dead', async () => {
  const kinds = ['500-before', 'drop-after-commit', '429', 'refuse'] as const;
  const people = kinds.map(() => stack.person('owner'));
  const accounts = await Promise.all(people.map((person) => stack.connect('google-ads', person)));
  for (const kind of kinds)
    stack.google.faults.arm({ match: { pathIncludes: '/revoke' }, times: 1, skip: 0, kind, ms: 0 });
  for (const [at, person] of people.entries())
    for (const { id } of accounts[at] ?? []) await disconnect(id, person);
  for (const person of people) {
    const [grant] = await until(
      () => grantsOf(person),
      ([found]) => found?.revocation !== 'wanted',
    );
    if (grant?.revocation === 'unknown') expect(grant.sealed).toMatch(/^v2\./);
  }
  for (const person of people) {
    expect(await becomes(person, 'revoked')).toEqual([{ revocation: 'revoked', sealed: null }]);
    const events = await eventsOf(person);
    expect(events.map(({ action }) => action)).toEqual(['grant.revocation_unknown', 'grant.revoked']);
  }
  const answers = await Promise.all(people.map(async (person) => (await eventsOf(person))[1]?.detail));
  const of = (answer: string) => answers.filter((detail) => (detail as { answer: string }).answer === answer);
  expect([of('revoked').length, of('not_accepted').length]).toEqual([3, 1]); // one answer was lost after the deed
});

it('a grant is not revoked while the same person has another one in use at the platform, and is when that ends', async () => {
  const person = stack.person('owner');
  const [one, two] = await stack.connect('google-ads', person);
  await stack.sql(
    `WITH other AS (
       INSERT INTO platform_grants (organization_id, id, platform, sealed_tokens, expires_at, granted_by)
       SELECT organization_id, gen_random_uuid(), platform, sealed_tokens, expires_at, granted_by
       FROM platform_grants WHERE organization_id = $1 RETURNING id)
     UPDATE ad_accounts SET grant_id = other.id FROM other WHERE organization_id = $1 AND ad_accounts.id = $2`,
    [person.organizationId, one?.id],
  );
  const before = askedToRevoke('google-ads');
  await disconnect(two?.id ?? '', person);
  await until(queuedJobs, (jobs) => jobs.length === 0);
  expect((await grantsOf(person)).map(({ revocation }) => revocation).sort()).toEqual(
    ['wanted', null].sort(),
  );
  expect(askedToRevoke('google-ads')).toBe(before);
  await disconnect(one?.id ?? '', person);
  await becomes(person, 'revoked');
});

it('connecting again replaces a grant without revoking it: the newer consent goes on', async () => {
  const person = stack.person('owner');
  await stack.connect('google-ads', person);
  const before = askedToRevoke('google-ads');
  const [account] = await stack.connect('google-ads', person);
  expect(await grantsOf(person)).toMatchObject([{ revocation: null }]);
  await until(queuedJobs, (jobs) => jobs.length === 0);
  expect(askedToRevoke('google-ads')).toBe(before);
  const { accessToken } = await stack.tokensOf(person.organizationId, account?.id ?? '');
  expect(stack.google.grants.authenticate(`Bearer ${accessToken}`)).toBeDefined();
});
