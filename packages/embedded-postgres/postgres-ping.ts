import pg from 'pg';

/** Where to find a server and how to log in. */
export interface Login {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** Asks the server for its data folder with a query of its own connection; rejects as pg does. */
export async function queryDataFolder(login: Login): Promise<string> {
  const client = new pg.Client({
    ...login,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const result = await client.query<{ data_directory: string }>('SHOW data_directory');
    return result.rows[0]?.data_directory ?? '';
  } finally {
    await client.end().catch(() => undefined);
  }
}
