import type { Op } from '../domain/op.ts';

/** An op's columns; read with `opOf`. */
export const OP_COLUMNS = `organization_id AS "organizationId", id, operation_id AS "operationId", kind, platform,
  ad_account_id AS "adAccountId", campaign_id AS "campaignId", publication_id AS "publicationId",
  intent_seq AS "intentSeq", desired, marker, state, step, attempt, setbacks, in_doubt_since AS "inDoubtSince",
  activation_doubt_since AS "activationDoubtSince",
  empty_searches AS "emptySearches", not_before AS "notBefore", error_code AS "errorCode",
  error_message AS "errorMessage", created_at AS "createdAt"`;

export type OpRow = Omit<Op, 'error'> & { errorCode: string | null; errorMessage: string | null };

/** An op as the rules know it. */
export function opOf({ errorCode, errorMessage, ...row }: OpRow): Op {
  return { ...row, error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' } };
}
