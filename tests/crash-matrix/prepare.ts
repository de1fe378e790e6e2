import { setTimeout as sleep } from 'node:timers/promises';
import { campaignBody, structure, type CampaignBody } from '../../client/testing/campaign-body.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import type { Platform } from '../../contracts/values.ts';
import type { Cell } from './cells.ts';
import { GROUP_OF_SOMEBODY } from './edit-steps.ts';
import { begin, endOf } from './operations.ts';
import { approve, TIMERS, type World } from './world.ts';

/** From when on an activation that was answered can land no more: a call's patience and the quiet time after it. */
const SETTLED_MS = Number(TIMERS.PLATFORM_TIMEOUT_MS) + Number(TIMERS.PLATFORM_QUIET_MS) + 100;

/** Brings an approved campaign to where the operation begins. */
export async function prepare(
  world: World,
  { operation, edit }: Pick<Cell, 'operation' | 'edit'>,
  id: string,
  name: string,
): Promise<void> {
  world.between.arm(undefined);
  if (operation === 'publish') return;
  await succeed(world, id, 'publish');
  // while its activation may still land a pause is made again, and the second one would hide what the first got wrong
  if (operation === 'pause') await sleep(SETTLED_MS);
  if (operation === 'resume') await succeed(world, id, 'pause');
  if (operation === 'update') await change(world, id, changedBody(name, edit === 'group'));
  if (operation === 'remove')
    await change(world, id, { name, platforms: ['google-ads'], accounts: ['google-ads'] });
}

/** What a campaign of a cell is made of: where a person adds an ad group, the version wants one of its name. */
export function structureFor({
  operation,
  edit,
}: Pick<Cell, 'operation' | 'edit'>): CampaignBody['structure'] {
  return operation === 'publish' && edit === 'group' ? withGroup(structure) : structure;
}

type Structure = NonNullable<CampaignBody['structure']>;

const withGroup = ({ adGroups }: Structure): Structure => ({
  adGroups: adGroups.flatMap((group) => [group, { ...structuredClone(group), name: GROUP_OF_SOMEBODY }]),
});

type Changed = Partial<CampaignBody> & { accounts?: Platform[] };

/** Another headline, another address, another keyword and a fifth more money. */
function changedBody(name: string, wantsGroup: boolean): Changed {
  const changed = structuredClone(structure);
  const group = changed.adGroups[0];
  group?.keywords?.push({ text: 'crm for teams', matchType: 'phrase' });
  for (const ad of group?.ads ?? []) {
    if (ad.format === 'responsive_search') ad.headlines[0] = { text: 'CRM for every sales team' };
    if (ad.format === 'text_ad') ad.headline = 'CRM for every team';
  }
  return {
    name,
    structure: wantsGroup ? withGroup(changed) : changed,
    budget: { dailyMicros: 120_000_000, currency: 'USD' },
    landingPageUrl: 'https://www.example.com/crm?utm_source=ads',
  };
}

async function change(
  { owner, accounts }: World,
  id: string,
  { accounts: kept, ...changes }: Changed,
): Promise<void> {
  const { version, schedule } = await owner.must<Campaign>('GET', `/api/campaigns/${id}`);
  const adAccounts = kept
    ? Object.fromEntries(kept.map((platform) => [platform, accounts[platform]]))
    : accounts;
  const body = campaignBody({ adAccounts, schedule, ...changes });
  await owner.must('PUT', `/api/campaigns/${id}`, body, { 'if-match': `"${version}"` });
  await approve(owner, id);
}

/** @throws Error when what only prepares a cell does not succeed */
async function succeed({ owner }: World, id: string, verb: 'publish' | 'pause'): Promise<void> {
  const { status, error } = await endOf(owner, await begin(owner, id, verb));
  if (status !== 'succeeded') throw new Error(`a calm preparation ended ${status}: ${JSON.stringify(error)}`);
}
