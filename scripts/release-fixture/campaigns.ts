import { campaignBody, type CampaignBody } from '../../client/testing/campaign-body.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';
import { addDays, dayOf } from '../../lib/time.ts';
import type { Cast } from './people.ts';
import { agreedTo } from '../../tests/support/approval.ts';

type Changes = Partial<CampaignBody>;

/** The body of a complete campaign on both platforms. */
export function bodyOf({ adAccounts, structure }: Cast, name: string, changes: Changes = {}): CampaignBody {
  const budget = { dailyMicros: 400_000_000, currency: 'USD' };
  const landingPageUrl = 'https://fixture.example.com/start';
  return campaignBody({ name, adAccounts, budget, landingPageUrl, structure, ...changes });
}

export async function create(cast: Cast, name: string, changes: Changes = {}): Promise<string> {
  return (await cast.owner.once(contentContracts.create, { campaign: bodyOf(cast, name, changes) })).id;
}

const submit = ({ owner }: Cast, id: string) => owner.call(reviewContracts.submit, { id });

/** The owner submits; the manager decides. */
export async function decide(cast: Cast, id: string, verdict: 'approve' | 'reject'): Promise<void> {
  const submitted = await submit(cast, id);
  if (verdict === 'approve')
    await cast.manager.call(reviewContracts.approve, { ...agreedTo(submitted), note: 'Fine.' });
  else await cast.manager.call(reviewContracts.reject, { id, note: 'Der Ton passt nicht “ganz”.' });
}

/** Creates, approves and publishes; the operation must succeed. */
export async function publish(cast: Cast, name: string, changes: Changes = {}): Promise<string> {
  const id = await create(cast, name, changes);
  await decide(cast, id, 'approve');
  succeeded(await cast.owner.operate(id, 'publish'));
  return id;
}

export function succeeded({ kind, status, error }: Operation): void {
  if (status !== 'succeeded') throw new Error(`${kind} ended as ${status}: ${JSON.stringify(error)}`);
}

/** Live campaigns that later scenes go on with. */
export type Campaigns = { live: string; resumed: string; pausable: string };

/** A campaign in every state that people bring it into. */
export async function playCampaigns(cast: Cast): Promise<Campaigns> {
  await create(cast, 'A draft with a structure');
  await create(cast, 'A draft without a structure', {
    platforms: ['linkedin-ads'],
    adAccounts: {},
    declarations: undefined,
    structure: undefined,
  });
  await playReviews(cast);
  const live = await publish(cast, 'An active one');
  const paused = await publish(cast, 'A paused one');
  succeeded(await cast.owner.operate(paused, 'pause'));
  const resumed = await publish(cast, 'A resumed one');
  succeeded(await cast.owner.operate(resumed, 'pause'));
  succeeded(await cast.owner.operate(resumed, 'resume'));
  const archived = await publish(cast, 'An archived one that was live');
  succeeded(await cast.owner.operate(archived, 'pause'));
  await cast.owner.archive(archived);
  await playChanges(cast);
  const end = { startDate: addDays(dayOf(new Date()), 1), endDate: '2125-12-31' };
  const pausable = await publish(cast, 'An active one on Google with an end', {
    platforms: ['google-ads'],
    adAccounts: { 'google-ads': cast.adAccounts['google-ads'] },
    budget: {
      dailyMicros: 50_000_000,
      totalMicros: 2_000_000_000,
      currency: 'USD',
      split: [{ platform: 'google-ads', dailyMicros: 50_000_000 }],
    },
    schedule: end,
  });
  return { live, resumed, pausable };
}

async function playReviews(cast: Cast): Promise<void> {
  const edited = await create(cast, 'A draft in its third version');
  await cast.owner.edit(edited, bodyOf(cast, 'A draft in its second version'));
  await cast.manager.edit(edited, bodyOf(cast, 'A draft in its third version', { objective: 'sales' }));
  await submit(cast, await create(cast, 'One in review'));
  await decide(cast, await create(cast, 'A rejected one'), 'reject');
  await decide(cast, await create(cast, 'An approved one'), 'approve');
  await cast.owner.archive(await create(cast, 'An archived draft'));
}

/** Live ones with a later version: in review, approved, and published without one of its platforms. */
async function playChanges(cast: Cast): Promise<void> {
  const more = { budget: { dailyMicros: 420_000_000, currency: 'USD' } };
  const waiting = await publish(cast, 'A live one with a change in review');
  await cast.owner.edit(waiting, bodyOf(cast, 'A live one with a change in review', more));
  await submit(cast, waiting);
  const changed = await publish(cast, 'A live one with an approved change');
  await cast.owner.edit(changed, bodyOf(cast, 'A live one with an approved change', more));
  await decide(cast, changed, 'approve');
  const smaller = await publish(cast, 'A live one that left LinkedIn');
  await cast.owner.edit(
    smaller,
    bodyOf(cast, 'A live one that left LinkedIn', {
      platforms: ['google-ads'],
      adAccounts: { 'google-ads': cast.adAccounts['google-ads'] },
    }),
  );
  await decide(cast, smaller, 'approve');
  succeeded(await cast.owner.operate(smaller, 'publish'));
}
