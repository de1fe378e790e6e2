import type { Publication } from '../../../../contracts/campaign/campaign.ts';
import type { ReviewEntry } from '../../../../contracts/campaign/reviews.ts';
import { MAY_SERVE } from '../../content/domain/versions.ts';
import { seenOtherwise } from '../../delivery/domain/seen-otherwise.ts';
import { summaryOf, type Told } from '../../delivery/domain/summary.ts';
import { causeOf } from './causes.ts';
import type { Failure } from '../../publishing/domain/decision.ts';
import { unsettled, type State } from './unsettled.ts';
import { waysOut, type Way } from './ways-out.ts';

/** An entry with its ways out, before it is known who asks. */
export type Entry = Omit<ReviewEntry, 'actions'> & { ways: Way[] };

/**
 * What of a campaign waits for a person: what is not as it was last decided (unsettled.ts), what a platform refuses or holds back,
 * and what it was seen to serve although it should not.
 */
export function entriesOf(state: State, told: readonly Told[], now: Date): Entry[] {
  const { campaign, last } = state;
  const waiting = unsettled(state).map(({ publication, error }) => entryOf(state, publication, error));
  const isQuiet = last?.status !== 'pending' && last?.status !== 'running';
  const seen = campaign.publications.flatMap((publication) => {
    const own = told.find(({ adAccountId }) => adAccountId === publication.adAccountId);
    const error = own === undefined ? null : seenOf(publication, own, now);
    if (own === undefined || error === null || !isQuiet) return [];
    const entry = entryOf(state, publication, error);
    return [{ ...entry, evidence: { ...entry.evidence, since: own.since.toISOString() } }];
  });
  return [...waiting, ...seen];
}

/** What a platform was seen to do otherwise than it should; null when nothing, or when that is not known any more. */
function seenOf(publication: Publication, own: Told, now: Date): Failure | null {
  const otherwise = seenOtherwise(publication, own, now);
  if (otherwise) return otherwise;
  const { state } = summaryOf(own, publication, now);
  if (state === 'unknown' || own.trouble.length === 0 || publication.status !== 'active') return null;
  const code = state === 'held' ? 'DELIVERY_HELD' : 'DELIVERY_DISAPPROVED';
  return { code, message: own.trouble.join('\n') };
}

/** What was seen on the platform that this product has not let serve. */
const FOUND: readonly string[] = ['FOUND_SERVING', 'FOUND_ENABLED'];

/** Whether a platform serves it, or may, as far as is known. */
const servesPerhaps = ({ status, externalId, error }: Publication): boolean =>
  error?.code !== 'AD_ACCOUNT_CLOSED' && // the platform's own word
  (MAY_SERVE.includes(status) || (status === 'failed' && externalId !== null));

function entryOf(state: State, publication: Publication | null, error: Failure): Entry {
  const { campaign, last } = state;
  // what was seen there counts, whatever this product has last done
  const mayServe = FOUND.includes(error.code) || campaign.publications.some(servesPerhaps);
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
    ways: waysOut(error.code, state, mayServe, publication),
  };
}
