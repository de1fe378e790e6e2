import { SUBMISSION_KINDS } from '../../../../contracts/platforms/submissions.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import {
  instant,
  integer,
  json,
  nullable,
  oneOf,
  statement,
  text,
  uuid,
  type RowOf,
} from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import { OP_STATES, type Op } from '../domain/op.ts';

const COLUMNS = {
  organizationId: uuid,
  id: uuid,
  operationId: uuid,
  kind: oneOf(SUBMISSION_KINDS),
  platform: oneOf(PLATFORMS),
  adAccountId: uuid,
  campaignId: uuid,
  publicationId: nullable(uuid),
  intentSeq: integer,
  desired: nullable(json),
  overwrite: json,
  shape: integer,
  marker: nullable(text),
  state: oneOf(OP_STATES),
  step: text,
  attempt: integer,
  setbacks: integer,
  inDoubtSince: nullable(instant),
  activationDoubtSince: nullable(instant),
  emptySearches: integer,
  notBefore: nullable(instant),
  cancelledAt: nullable(instant),
  errorCode: nullable(text),
  errorMessage: nullable(text),
  createdAt: instant,
  requestedBy: nullable(uuid),
};

/** A statement that ends in the columns of an op; read its rows with `opOf`. */
export function opStatement(beginning: string) {
  return statement(
    `${beginning} organization_id AS "organizationId", id, operation_id AS "operationId", kind, platform,
       ad_account_id AS "adAccountId", campaign_id AS "campaignId", publication_id AS "publicationId",
       intent_seq AS "intentSeq", desired, to_json(overwrite) AS overwrite, shape, marker, state, step, attempt, setbacks,
       in_doubt_since AS "inDoubtSince", activation_doubt_since AS "activationDoubtSince",
       empty_searches AS "emptySearches", not_before AS "notBefore", cancelled_at AS "cancelledAt", error_code AS "errorCode",
       error_message AS "errorMessage", created_at AS "createdAt", requested_by AS "requestedBy"`,
    COLUMNS,
  );
}

/** An op as the rules know it. @throws ShapeBroken */
export function opOf({ errorCode, errorMessage, shape, ...row }: RowOf<typeof COLUMNS>): Op {
  return {
    ...row,
    overwrite: row.overwrite as string[],
    desired: row.desired === null ? null : shapes.desired.read(row.desired, shape),
    error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
  };
}
