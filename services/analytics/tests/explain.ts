import type { Database, Tx } from '../../../storage/database.ts';

/** A node of a plan as EXPLAIN (ANALYZE, FORMAT JSON) tells it. */
type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
};
/** What a statement did with the tables: the rows that its scans read, and the tables that it read from end to end. */
export type Explained = { text: string; rowsRead: number; wholeTables: string[] };

/**
 * The same database, whose statements are explained, in their transactions and undone, before they run. `rewrite` plants
 * another form of a statement.
 */
export function explaining(database: Database, rewrite: (text: string) => string = (text) => text) {
  const seen: Explained[] = [];
  const explain = async (tx: Tx, text: string, values: readonly unknown[] = []) => {
    if (!/^\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b/.test(text)) return;
    await tx.execute('SAVEPOINT explained');
    const [row] = await tx.rows(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${rewrite(text)}`, values);
    await tx.execute('ROLLBACK TO explained');
    const [{ Plan: plan }] = row?.['QUERY PLAN'] as [{ Plan: PlanNode }];
    seen.push({ text, ...readsOf(nodesOf(plan)) });
  };
  const through = (tx: Tx): Tx => ({
    ...tx,
    query: async (statement, values) => {
      await explain(tx, statement.text, values);
      return tx.query(statement, values);
    },
    execute: async (text, values) => {
      await explain(tx, text, values);
      return tx.execute(text, values);
    },
  });
  const transaction: Database['transaction'] = (work) => database.transaction((tx) => work(through(tx)));
  const asDatabase = {
    transaction,
    query: (statement, values) => transaction((tx) => tx.query(statement, values)),
    execute: (text, values) => transaction((tx) => tx.execute(text, values)),
  } as Pick<Database, 'transaction' | 'query' | 'execute'> as Database;
  return { database: asDatabase, seen };
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

function readsOf(nodes: readonly PlanNode[]): Omit<Explained, 'text'> {
  const scans = nodes.filter((node) => node['Node Type'].endsWith('Scan') && node['Relation Name']);
  const rowsOf = (node: PlanNode) =>
    node['Actual Loops'] *
    (node['Actual Rows'] +
      (node['Rows Removed by Filter'] ?? 0) +
      (node['Rows Removed by Index Recheck'] ?? 0));
  return {
    rowsRead: Math.round(scans.reduce((sum, node) => sum + rowsOf(node), 0)),
    wholeTables: scans.flatMap((node) =>
      node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [],
    ),
  };
}
