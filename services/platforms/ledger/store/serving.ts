import type { Tx } from '../../../../storage/database.ts';
import type { Op } from '../domain/op.ts';
import { isSuperseded, type Neighbour } from '../domain/protocol.ts';
import { mine, MINE, StaleAttempt } from './objects.ts';

/** Nothing may begin to serve now. */
export class ActivationRefused extends Error {
  readonly reason: 'halted' | 'superseded';

  constructor(reason: 'halted' | 'superseded') {
    super(`activation refused: ${reason}`);
    this.name = 'ActivationRefused';
    this.reason = reason;
  }
}

/**
 * The intent to let one object serve. The halt row is read FOR SHARE, which a stop takes FOR UPDATE, and the publication
 * too, which a new step locks: so each of them either sees this object as activating or refuses it.
 * @throws ActivationRefused, StaleAttempt
 */
export async function intendActivation(tx: Tx, op: Op, key: string, now: Date): Promise<void> {
  const { organizationId, publicationId } = op;
  await tx.query('INSERT INTO halts (organization_id) VALUES ($1) ON CONFLICT (organization_id) DO NOTHING', [
    organizationId,
  ]);
  const [halt] = await tx.query<{ halted: boolean }>(
    'SELECT halted_at IS NOT NULL AS halted FROM halts WHERE organization_id = $1 FOR SHARE',
    [organizationId],
  );
  if (halt?.halted !== false) throw new ActivationRefused('halted');
  await tx.query('SELECT id FROM publications WHERE organization_id = $1 AND id = $2 FOR SHARE', [
    organizationId,
    publicationId,
  ]);
  const later = await tx.query<Pick<Neighbour, 'kind' | 'intentSeq'>>(
    `SELECT kind, intent_seq AS "intentSeq" FROM ops
     WHERE organization_id = $1 AND publication_id = $2 AND intent_seq > $3`,
    [organizationId, publicationId, op.intentSeq],
  );
  if (isSuperseded(op, later)) throw new ActivationRefused('superseded');
  const marked = await tx.query(
    `WITH ${MINE}
     UPDATE objects o SET state = CASE o.state WHEN 'active' THEN 'active' ELSE 'activating' END, updated_at = $4
     FROM mine WHERE o.organization_id = $1 AND o.publication_id = mine.publication_id AND o.key = $5
       AND o.state <> 'removed' RETURNING o.key`,
    [...mine(op, now), key],
  );
  if (marked.length === 0) throw new StaleAttempt(op);
}

/**
 * What a step's end means for its publication: what was verified, that nothing is on its way up, or that it is gone. A
 * publish that failed in doubt keeps its publication, and with it the marker by which things can be found.
 */
export async function settlePublication(tx: Tx, op: Op, end: string): Promise<void> {
  const ids = [op.organizationId, op.publicationId];
  if (end === 'done' && (op.kind === 'publish' || op.kind === 'update')) {
    await tx.query('UPDATE publications SET verified = $3 WHERE organization_id = $1 AND id = $2', [
      ...ids,
      JSON.stringify(op.desired),
    ]);
    await tx.query(
      `UPDATE ops SET in_doubt_since = NULL
       WHERE organization_id = $1 AND publication_id = $2 AND intent_seq < $3 AND in_doubt_since IS NOT NULL`,
      [...ids, op.intentSeq],
    );
  }
  if (end === 'done' && op.kind === 'pause')
    await tx.query(
      `UPDATE objects SET state = 'paused' WHERE organization_id = $1 AND publication_id = $2 AND state = 'activating'`,
      ids,
    );
  await tx.query(
    `UPDATE publications p SET state = 'removed'
     WHERE p.organization_id = $1 AND p.id = $2 AND $3 IN ('publish', 'remove') AND $4 IN ('done', 'failed')
       AND NOT EXISTS (SELECT 1 FROM objects o WHERE o.organization_id = $1 AND o.publication_id = p.id
                       AND o.state NOT IN ('removed', 'planned'))
       AND ($3 = 'remove' OR NOT EXISTS (SELECT 1 FROM ops d WHERE d.organization_id = $1 AND d.publication_id = p.id
                                         AND d.in_doubt_since IS NOT NULL))`,
    [...ids, op.kind, end],
  );
}
