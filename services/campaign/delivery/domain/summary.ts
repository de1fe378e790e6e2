import type {
  DeliverySummary,
  Publication,
  SeenPublication,
} from '../../../../contracts/campaign/campaign.ts';

/** What was told of one campaign on one ad account. */
export type Told = {
  adAccountId: string;
  state: DeliverySummary['state'];
  codes: readonly string[];
  sentences: readonly string[];
  trouble: readonly string[];
  enabled: boolean | null;
  beginsOn: string | null;
  asOf: Date | null;
  validUntil: Date | null;
  since: Date;
};

const NO_SWITCH = { enabled: null, beginsOn: null };
const CHANGED = { code: 'CHANGED_SINCE', sentence: 'It was changed after the platform was last read.' };

/** What was told, as it stands now: what is too old, or older than the last change of the publication, is not known any more. */
export function summaryOf(
  told: Told,
  { updatedAt }: Pick<Publication, 'updatedAt'>,
  now: Date,
): DeliverySummary {
  const asOf = told.asOf?.toISOString() ?? null;
  const reasons = told.codes.map((code, at) => ({ code, sentence: told.sentences[at] ?? '' }));
  const changed = told.asOf !== null && told.asOf.toISOString() < updatedAt;
  const isOld = told.validUntil !== null && told.validUntil <= now;
  const { state, enabled, beginsOn } = told;
  if (changed) return { state: 'unknown', reasons: [CHANGED, ...reasons], ...NO_SWITCH, asOf };
  if (!isOld) return { state, reasons, enabled, beginsOn, asOf };
  if (state === 'unknown') return { state, reasons, ...NO_SWITCH, asOf };
  const old = { code: 'READ_TOO_LONG_AGO', sentence: `The platform was last read at ${asOf ?? 'no time'}.` };
  return { state: 'unknown', reasons: [old, ...reasons], ...NO_SWITCH, asOf };
}

/** Publications with what is known of each; where nothing was ever told, nothing stands there. */
export function withDelivery(
  publications: readonly Publication[],
  told: readonly Told[],
  now: Date,
): SeenPublication[] {
  return publications.map((publication) => {
    const own = told.find(({ adAccountId }) => adAccountId === publication.adAccountId);
    const isThere = own !== undefined && publication.status !== 'removed';
    return isThere ? { ...publication, delivery: summaryOf(own, publication, now) } : publication;
  });
}
