import { memberContracts } from '../../contracts/auth/members.ts';
import type { Structure } from '../../contracts/structure.ts';
import { addDays, dayOf } from '../../lib/time.ts';
import { bodyOf, create, decide, publish } from './campaigns.ts';
import { connectSandbox } from '../../client/testing/connect-sandbox.ts';
import { invitationToken, structureFor, type Cast } from './people.ts';
import { eventually, Person } from './person.ts';
import type { Stage } from './stage.ts';

/** Another organisation, whose grants the platform revoked: its account must be authorised again. */
export async function playNeighbour(
  stage: Stage,
  repeats: Cast['repeats'],
): Promise<{ neighbour: Person; structure: Structure }> {
  const neighbour = new Person(stage.base, 'neighbour@fixture.example.com', repeats);
  await neighbour.register('The neighbour', 'Next door');
  const second = new Person(stage.base, 'approver@fixture.example.com', repeats);
  const cast = { stage, repeats, owner: neighbour, manager: second };
  await neighbour.call(memberContracts.invite, { email: second.email, role: 'manager' });
  await second.join(await invitationToken(stage, second.email), 'The approver');
  const account = (await connectSandbox(neighbour.client, 'google-ads')).find((a) => a.currency === 'USD');
  const structure = await structureFor(neighbour);
  const google = account?.id ?? '';
  const full = { ...cast, structure, adAccounts: { 'google-ads': google, 'linkedin-ads': '' } };
  const id = await create(full, 'One whose account must be authorised again', {
    platforms: ['google-ads'],
    adAccounts: { 'google-ads': google },
  });
  await decide(full, id, 'approve');
  await stage.google.grants.revokeAll();
  await neighbour.operate(id, 'publish');
  return { neighbour, structure };
}

/** A campaign whose days are over; played with a clock that is three days slow. */
export async function playBygone(cast: Cast): Promise<string> {
  const today = dayOf(new Date());
  return publish(cast, 'A completed one', { schedule: { startDate: today, endDate: addDays(today, 1) } });
}

/** Takes the last look at campaigns that are over. */
export async function completeBygone({ stage, owner }: Cast, id: string): Promise<void> {
  await stage.sql('campaign', `UPDATE pgboss.job SET start_after = now() WHERE state = 'created'`);
  await eventually(
    () => owner.campaign(id),
    ({ status }) => status === 'completed',
  );
}

/** One that a platform refused, one whose change reached one platform only, and one that serves on one only. */
export async function playTroubles(cast: Cast): Promise<void> {
  const { owner, stage } = cast;
  const refused = await create(cast, 'A failed one');
  await decide(cast, refused, 'approve');
  stage.google.faults.arm({
    kind: 'refuse',
    match: { bodyIncludes: 'A failed one' },
    times: 1,
    skip: 0,
    ms: 0,
  });
  expectEnd('failed', await owner.operate(refused, 'publish'));
  const torn = await publish(cast, 'One that a person must look at');
  await owner.edit(
    torn,
    bodyOf(cast, 'One that a person must look at', {
      budget: { dailyMicros: 440_000_000, currency: 'USD' },
    }),
  );
  await decide(cast, torn, 'approve');
  stage.linkedin.faults.arm({
    kind: 'refuse',
    match: { method: 'POST', bodyIncludes: 'dailyBudget' },
    times: 1,
    skip: 0,
    ms: 0,
  });
  expectEnd('needs_review', await owner.operate(torn, 'publish'));
  const halved = await create(cast, 'One that serves on one platform only');
  await decide(cast, halved, 'approve');
  stage.linkedin.faults.arm({
    kind: 'refuse',
    match: { bodyIncludes: '"ACTIVE"' },
    times: 9,
    skip: 0,
    ms: 0,
  });
  expectEnd('needs_review', await owner.operate(halved, 'publish'));
  for (const vendor of [stage.google, stage.linkedin]) vendor.faults.clear();
}

function expectEnd(
  wanted: string,
  { kind, status, error }: { kind: string; status: string; error: unknown },
): void {
  if (status !== wanted) throw new Error(`${kind} ended as ${status}: ${JSON.stringify(error)}`);
}
