import type { Tx } from '../../../../storage/database.ts';
import { integer, nullable, statement } from '../../../../storage/statement.ts';

/** The next number of an organisation's news; whoever listens is woken when the transaction commits. */
const TELL = statement('SELECT next_news($1) AS number', { number: nullable(integer) });

/** @returns the number of the news that the transaction is about to make */
export async function tellNews(tx: Tx, organizationId: string): Promise<number> {
  const [row] = await tx.query(TELL, [organizationId]);
  if (typeof row?.number !== 'number') throw new Error('PostgreSQL has numbered no news');
  return row.number;
}
