import { v7 as uuidv7 } from 'uuid';
import { jobs as jobKinds, type PayloadOf } from '../../../contracts/jobs.ts';
import type { Tx } from '../../../storage/database.ts';
import type { Jobs } from '../../../storage/jobs.ts';

type Made = Omit<PayloadOf<typeof jobKinds.tellReader>, 'noticeId' | 'madeAt'> & { madeAt: Date };

/** Has the owners told of a SQL login or a webhook, in the transaction that makes it. */
export async function queueNotice(tx: Tx, jobs: Pick<Jobs, 'enqueue'>, made: Made): Promise<void> {
  const payload = { ...made, noticeId: uuidv7(), madeAt: made.madeAt.toISOString() };
  await jobs.enqueue(tx, jobKinds.tellReader, payload);
}
