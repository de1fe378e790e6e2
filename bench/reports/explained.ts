import type { Database, Tx } from '../../storage/database.ts';

/** The same database, which also counts the milliseconds that PostgreSQL takes for each statement (EXPLAIN ANALYZE). */
export function explained(database: Database) {
  const counted = { ms: 0 };
  const countIn = async (tx: Tx, text: string, values: readonly unknown[] = []) => {
    await tx.execute('SAVEPOINT explained');
    const [row] = await tx.rows(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, values);
    await tx.execute('ROLLBACK TO explained');
    const [plan] = row?.['QUERY PLAN'] as { 'Execution Time': number; 'Planning Time': number }[];
    counted.ms += plan?.['Execution Time'] ?? 0;
  };
  const count = (text: string, values: readonly unknown[] = []) =>
    database.transaction((tx) => countIn(tx, text, values));
  const query: Database['query'] = async (statement, values) => {
    await count(statement.text, values);
    return database.query(statement, values);
  };
  const execute: Database['execute'] = async (text, values) => {
    await count(text, values);
    return database.execute(text, values);
  };
  const transaction: Database['transaction'] = (work) =>
    database.transaction((tx) =>
      work({
        ...tx,
        query: async (statement, values) => {
          await countIn(tx, statement.text, values);
          return tx.query(statement, values);
        },
      }),
    );
  return { database: { query, execute, transaction } as unknown as Database, counted, count };
}
