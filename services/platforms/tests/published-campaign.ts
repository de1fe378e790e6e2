import { randomUUID } from 'node:crypto';
import { type AdAccount } from '../../../contracts/platforms/ad-accounts.ts';
import {
  submissionContracts,
  type DesiredCampaign,
  type SubmissionKind,
  type SubmissionStatus,
} from '../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../contracts/values.ts';
import { dayOf } from '../../../lib/time.ts';
import type { VendorServer } from '@sip/ad-sandbox/vendor-server';
import type { Person } from '../../../tests/support/stack.ts';
import { desiredCampaign } from '../fixtures/desired-campaign.ts';
import type { PlatformsStack } from './platforms-stack.ts';

/** A person's campaign and the ad accounts to publish it on. */
export type PublishedCampaign = {
  person: Person;
  campaignId: string;
  targets: { platform: Platform; adAccountId: string }[];
  desired: DesiredCampaign;
};

/** A campaign that both platforms take. */
export function campaignToPublish(campaignId: string): DesiredCampaign {
  return { ...desiredCampaign(dayOf(new Date())), campaignId };
}

/** The sandbox account in the campaign's currency. */
export function inDollars(accounts: readonly AdAccount[]): AdAccount {
  const account = accounts.find(({ currency }) => currency === 'USD');
  if (!account) throw new Error('there is no account in USD');
  return account;
}

export async function somebody(stack: PlatformsStack, ...platforms: Platform[]): Promise<PublishedCampaign> {
  const person = stack.person('owner');
  const targets: PublishedCampaign['targets'] = [];
  for (const platform of platforms)
    targets.push({ platform, adAccountId: inDollars(await stack.connect(platform, person)).id });
  const campaignId = randomUUID();
  return { person, campaignId, targets, desired: campaignToPublish(campaignId) };
}

export async function submit(
  stack: PlatformsStack,
  { person, campaignId, targets, desired }: PublishedCampaign,
  kind: SubmissionKind,
  operationId: string = randomUUID(),
): Promise<string> {
  const wants = kind === 'publish' || kind === 'update' ? desired : null;
  const submission = {
    operationId,
    campaignId,
    kind,
    targets: targets.map((target) => ({ ...target, desired: wants })),
  };
  await stack.asCampaign(submissionContracts.submit, submission, person.organizationId);
  return operationId;
}

/** Submits a step and waits for its end. */
export async function run(
  stack: PlatformsStack,
  published: PublishedCampaign,
  kind: SubmissionKind,
): Promise<readonly SubmissionStatus[]> {
  const operationId = await submit(stack, published, kind);
  return stack.settled(operationId, kind, published.person.organizationId);
}

/** Ids of ads that the vendors would show now, given the states of everything above them. */
export function serving({ google, linkedIn }: Pick<PlatformsStack, 'google' | 'linkedIn'>): string[] {
  return [...servingOn(google, googleLife), ...servingOn(linkedIn, linkedInLife)];
}

type Fields = Record<string, unknown>;
type Life = {
  ad: string;
  name: (object: { id: string; fields: Fields }) => unknown;
  alive: (fields: Fields) => boolean;
  above: (fields: Fields) => unknown[];
};
const lastPart = (urn: unknown): string => String(urn).split(':').at(-1) ?? '';

const googleLife: Life = {
  ad: 'adGroupAd',
  name: ({ fields }) => fields['resourceName'],
  alive: ({ status }) => status === 'ENABLED',
  above: ({ adGroup, campaign }) => [adGroup, campaign],
};
const linkedInLife: Life = {
  ad: 'creative',
  name: ({ id }) => lastPart(id),
  alive: ({ status, intendedStatus }) => (status ?? intendedStatus) === 'ACTIVE',
  above: ({ campaign, campaignGroup }) =>
    [campaign, campaignGroup].map((urn) => (urn === undefined ? undefined : lastPart(urn))),
};

type HeldObject = { kind: string; id: string; fields: Fields };

function servingOn(vendor: VendorServer, life: Life): string[] {
  return servingAmong(vendor.objects.all(), life);
}

function servingAmong(objects: readonly HeldObject[], life: Life): string[] {
  const shows = (fields: Fields): boolean =>
    life.alive(fields) &&
    life
      .above(fields)
      .filter((name) => name !== undefined)
      .every((name) => objects.some((object) => life.name(object) === name && shows(object.fields)));
  return objects.filter(({ kind, fields }) => kind === life.ad && shows(fields)).map(({ id }) => id);
}

/** What a vendor held after each write that it accepted, the first `skip` writes left out. */
export function journalOf(vendor: VendorServer, skip: number): HeldObject[][] {
  const held = new Map<string, HeldObject>();
  return vendor.objects
    .ledger()
    .map(({ changes }) => {
      for (const { kind, id, fields } of changes)
        if (fields === null) held.delete(`${kind} ${id}`);
        else held.set(`${kind} ${id}`, { kind, id, fields });
      return [...held.values()];
    })
    .slice(skip);
}

/** How many ads a vendor would have shown after each write. */
export function servingHistory(vendor: VendorServer, platform: Platform, skip: number): number[] {
  const life = platform === 'google-ads' ? googleLife : linkedInLife;
  return journalOf(vendor, skip).map((objects) => servingAmong(objects, life).length);
}

/** Changes an object as a person does in the platform's own page. */
export async function editByHand(
  vendor: VendorServer,
  kind: string,
  change: (fields: Fields) => Fields | null,
): Promise<void> {
  const objects = vendor.objects.all().filter((object) => object.kind === kind);
  for (const object of objects) {
    const fields = change(object.fields);
    if (fields === null) continue;
    const next = { ...object.fields, ...fields };
    const { id, account } = object;
    await vendor.objects.commit('a person', [{ op: 'update', kind, id, account, fields: next }]);
    return;
  }
  throw new Error(`there is no such ${kind}`);
}

/** Creations that a vendor accepted. */
export function creates(vendor: VendorServer): number {
  return vendor.objects.ledger().flatMap(({ changes }) => changes.filter(({ op }) => op === 'create')).length;
}
