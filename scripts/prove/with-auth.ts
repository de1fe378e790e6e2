import pg from 'pg';
import { startAuthNodes, type AuthNodes } from './auth-nodes.ts';
import { startDatabases } from './fresh-databases.ts';

/** Runs a proof against nodes of auth on fresh databases, and stops them all afterwards. */
export async function withAuth<T>(
  count: number,
  settings: Record<string, string>,
  work: (nodes: AuthNodes, pool: pg.Pool) => Promise<T>,
): Promise<T> {
  const databases = await startDatabases();
  const pool = new pg.Pool({ connectionString: databases.adminUrl, max: 16 });
  pool.on('error', () => undefined); // of a connection that the server ends when the proof is over
  try {
    const nodes = await startAuthNodes(databases, count, settings);
    try {
      return await work(nodes, pool);
    } finally {
      await nodes.stop();
    }
  } finally {
    await pool.end();
    await databases.stop();
  }
}
