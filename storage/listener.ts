import pg from 'pg';

const AGAIN_MS = 1_000;

/**
 * Hears the notifications of one PostgreSQL channel, on a connection of its own. A connection that is lost is opened again; what was
 * said meanwhile is not heard, so whoever listens may be late, and must look by itself now and then.
 */
export class Listener {
  readonly #options: { url: string; applicationName: string; channel: string };
  readonly #hear: (payload: string) => void;
  #client: pg.Client | undefined;
  #again: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    options: { url: string; applicationName: string; channel: string },
    hear: (payload: string) => void,
  ) {
    this.#options = options;
    this.#hear = hear;
  }

  /** Begins to listen; where the database does not answer, as soon as it does. */
  async start(): Promise<void> {
    const { url, applicationName, channel } = this.#options;
    const client = new pg.Client({
      connectionString: url,
      application_name: `${applicationName}-listener`,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    this.#client = client;
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    } catch {
      this.#lost(client);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#again);
    await this.#client?.end().catch(() => undefined);
  }

  #lost(client: pg.Client): void {
    if (this.#stopped || this.#client !== client) return;
    this.#client = undefined;
    void client.end().catch(() => undefined);
    this.#again = setTimeout(() => void this.start(), AGAIN_MS);
    this.#again.unref();
  }
}
