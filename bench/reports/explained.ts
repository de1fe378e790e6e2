import type { Database } from '../../storage/database.ts';

/** The same database, which also counts the milliseconds that PostgreSQL takes for each statement (EXPLAIN ANALYZE). */
export function explained(database: Database) {
  const counted = { ms: 0 };
  const count = (text: string, values: readonly unknown[] = []) =>
    database.transaction(async (tx) => {
      await tx.execute('SAVEPOINT explained');
      const [row] = await tx.rows(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, values);
      await tx.execute('ROLLBACK TO explained');
      const [plan] = row?.['QUERY PLAN'] as { 'Execution Time': number; 'Planning Time': number }[];
      counted.ms += plan?.['Execution Time'] ?? 0;
    });
  const query: Database['query'] = async (statement, values) => {
    await count(statement.text, values);
    return database.query(statement, values);
  };
  const execute: Database['execute'] = async (text, values) => {
    await count(text, values);
    return database.execute(text, values);
  };
  return { database: { query, execute } as unknown as Database, counted, count };
}
