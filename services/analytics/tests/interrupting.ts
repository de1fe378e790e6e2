import type { Database, Tx } from '../../../storage/database.ts';

/** A long writing was cut off, with all that it has written. */
export class Killed extends Error {}

/** What happens between two statements of a long writing: `at` counts them. */
export type Interruption = {
  readonly at: number;
  readonly happens: () => Promise<void>;
  readonly kills: boolean;
};

/** The first statement of a long writing's transaction locks its row. */
const BEGINS = /FROM writers\s+WHERE organization_id = \$1 AND writer = \$2 FOR UPDATE/;

/**
 * The same database, whose next long writing is interrupted as `next` was told last; once. `watch` is called before each statement of a long
 * writing.
 */
export function interrupting(
  database: Database,
  watch: (text: string) => Promise<void> = async () => undefined,
) {
  let waiting: Interruption | null = null;
  const through = (tx: Tx): Tx => {
    let count = -1;
    const before = async (text: string) => {
      if (count < 0 && !BEGINS.test(text)) return;
      count += 1;
      if (count > 0) await watch(text);
      if (count === 0 || waiting === null || count <= waiting.at) return;
      const { happens, kills } = waiting;
      waiting = null;
      await happens();
      if (kills) throw new Killed();
    };
    return {
      ...tx,
      query: async (statement, values) => {
        await before(statement.text);
        return tx.query(statement, values);
      },
      execute: async (text, values) => {
        await before(text);
        return tx.execute(text, values);
      },
    };
  };
  const interrupted = {
    query: database.query,
    execute: database.execute,
    transaction: (work) => database.transaction((tx) => work(through(tx))),
    close: () => database.close(),
  } as Pick<Database, 'transaction' | 'query' | 'execute' | 'close'> as Database;
  return {
    database: interrupted,
    next(interruption: Interruption): void {
      waiting = interruption;
    },
    /** What has not happened because the writing had fewer statements. */
    rest(): Interruption | null {
      const left = waiting;
      waiting = null;
      return left;
    },
  };
}

/** Runs what a job runs: again, when it was killed. */
export async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return work();
  }
}
