import type { Tx } from '../../../storage/database.ts';

const TELL = `INSERT INTO told_news (organization_id, id, told_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;

/** Notes that news is told with this transaction. False when it was told before; of two at once, the second waits for the first. */
export async function isNews(tx: Tx, organizationId: string, id: string, now: Date): Promise<boolean> {
  return (await tx.execute(TELL, [organizationId, id, now])) === 1;
}
