import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import type { ReviewEntry } from '../../../../contracts/campaign/reviews.ts';
import { MAY_SERVE } from '../../content/domain/versions.ts';
import { summaryOf, type Told } from '../../delivery/domain/summary.ts';
import { causeOf } from './causes.ts';
import { waysOut, type Way } from './ways-out.ts';

/** The last operation of a campaign, as far as a review tells of it. */
export type LastOperation = Pick<Operation, 'id' | 'status' | 'error' | 'updatedAt'>;

/** An entry with its ways out, before it is known who asks. */
export type Entry = Omit<ReviewEntry, 'actions'> & { ways: Way[] };

/** Causes that wait for a person although the platform serves as before, or holds nothing. */
export const WAITING: readonly string[] = ['DRIFT', 'PLATFORM_OBJECT_GONE', 'POLICY_REFUSED'];

/**
 * What of a campaign waits for a person: each platform about which something is not known or has to be decided, or else the
 * operation that ended so. Nothing for a campaign that is over or put away, and nothing while an operation is at work.
 */
export function entriesOf(
  campaign: Campaign,
  last: LastOperation | null,
  told: readonly Told[],
  now: Date,
): Entry[] {
  return [...waitingEntries(campaign, last), ...troubleEntries(campaign, last, told, now)];
}

function waitingEntries(campaign: Campaign, last: LastOperation | null): Entry[] {
  if (campaign.status === 'archived' || campaign.status === 'completed') return [];
  if (last?.status === 'pending' || last?.status === 'running') return [];
  const concerned = campaign.publications.filter((publication) => waits(publication, campaign));
  if (concerned.length > 0) return concerned.map((publication) => entryOf(campaign, publication, last));
  if (campaign.status !== 'needs_review' && last?.status !== 'needs_review') return [];
  return [entryOf(campaign, null, last)];
}

/** What a platform refuses or holds back of what is meant to serve there. */
function troubleEntries(
  campaign: Campaign,
  last: LastOperation | null,
  told: readonly Told[],
  now: Date,
): Entry[] {
  if (campaign.status === 'archived' || campaign.status === 'completed') return [];
  return campaign.publications.flatMap((publication) => {
    const own = told.find(({ adAccountId }) => adAccountId === publication.adAccountId);
    if (own === undefined || own.trouble.length === 0 || publication.status !== 'active') return [];
    const { state } = summaryOf(own, publication, now);
    if (state === 'unknown') return []; // what was refused then may not be any more
    const code = state === 'held' ? 'DELIVERY_HELD' : 'DELIVERY_DISAPPROVED';
    const entry = entryOf(
      campaign,
      { ...publication, error: { code, message: own.trouble.join('\n') } },
      last,
    );
    return [{ ...entry, evidence: { ...entry.evidence, since: own.since.toISOString() } }];
  });
}

function waits({ platform, status, error }: Publication, { platforms }: Campaign): boolean {
  if (status === 'needs_review') return true;
  return error !== null && WAITING.includes(error.code) && platforms.includes(platform);
}

/** Whether a platform serves it, or may, as far as is known. */
const servesPerhaps = ({ status, externalId }: Publication): boolean =>
  MAY_SERVE.includes(status) || (status === 'failed' && externalId !== null);

const UNSAID = { code: 'INTERNAL_ERROR', message: 'Nobody said why.' };

function entryOf(campaign: Campaign, publication: Publication | null, last: LastOperation | null): Entry {
  const error = publication?.error ?? last?.error ?? UNSAID;
  const mayServe = campaign.publications.some(servesPerhaps);
  const cause = causeOf(error.code);
  return {
    campaignId: campaign.id,
    campaignName: campaign.name,
    platform: publication?.platform ?? null,
    cause: { code: error.code, message: cause },
    evidence: {
      said: error.message,
      since: publication?.updatedAt ?? last?.updatedAt ?? campaign.updatedAt,
      operationId: last?.id ?? null,
      adAccountId: publication?.adAccountId ?? null,
      externalId: publication?.externalId ?? null,
      drift: campaign.publishedVersion === null ? null : `/api/campaigns/${campaign.id}/drift`,
    },
    mayServe,
    ways: waysOut(error.code, campaign, mayServe, publication),
  };
}
