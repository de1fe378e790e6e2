import type { Tx } from '../../../../storage/database.ts';
import { boolean, integer, oneOf, statement, uuid } from '../../../../storage/statement.ts';
import { SUBMISSION_KINDS } from '../../../../contracts/platforms/submissions.ts';
import type { Op } from '../domain/op.ts';
import { isSuperseded } from '../domain/protocol.ts';
import { isHalted } from './halt-store.ts';
import { FENCE, fenceValues, StaleAttempt } from './fence.ts';

type Reason = 'halted' | 'superseded' | 'cancelled';

/** Nothing may be activated: it is halted, a pause or removal was requested later, or the operation is to end. */
export class ActivationRefused extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(`activation refused: ${reason}`);
    this.name = 'ActivationRefused';
    this.reason = reason;
  }
}

const LOCK_OP = statement(
  'SELECT cancelled_at IS NOT NULL AS cancelled FROM ops WHERE organization_id = $1 AND id = $2 FOR UPDATE',
  { cancelled: boolean },
);
const LOCK_PUBLICATION = statement(
  'SELECT id FROM publications WHERE organization_id = $1 AND id = $2 FOR SHARE',
  { id: uuid },
);
const LATER = statement(
  `SELECT kind, intent_seq AS "intentSeq" FROM ops
   WHERE organization_id = $1 AND publication_id = $2 AND intent_seq > $3`,
  { kind: oneOf(SUBMISSION_KINDS), intentSeq: integer },
);
const MARK_ACTIVATING = `
  WITH ${FENCE}
  UPDATE objects o SET state = CASE o.state WHEN 'active' THEN 'active' ELSE 'activating' END, updated_at = $4
  FROM running WHERE o.organization_id = $1 AND o.publication_id = running.publication_id AND o.key = $5
    AND o.state <> 'removed'`;

/**
 * Saves the intent to activate one object. It locks the halt row and the publication FOR SHARE; a stop writes the
 * one and a new step the other, so both wait for this transaction or it waits for them. Either they see this object as
 * activating, or this call sees them and refuses.
 * @throws ActivationRefused, StaleAttempt
 */
export async function intendActivation(tx: Tx, op: Op, key: string, now: Date): Promise<void> {
  const { organizationId, publicationId } = op;
  if (await isHalted(tx, op)) throw new ActivationRefused('halted');
  await tx.query(LOCK_PUBLICATION, [organizationId, publicationId]);
  const later = await tx.query(LATER, [organizationId, publicationId, op.intentSeq]);
  if (isSuperseded(op, later)) throw new ActivationRefused('superseded');
  const [locked] = await tx.query(LOCK_OP, [organizationId, op.id]);
  if (locked?.cancelled === true) throw new ActivationRefused('cancelled');
  const count = await tx.execute(MARK_ACTIVATING, [...fenceValues(op, now), key]);
  if (count === 0) throw new StaleAttempt(op);
}
