import { folderError } from '@sip/local-servers/startup-error';
import { postgresAccount } from './account.ts';
import { acquireOwnership } from './owner-lock.ts';
import { locateBinaries } from './postgres-binaries.ts';
import { ensureCluster } from './postgres-cluster.ts';
import { prepareHome } from './postgres-home.ts';
import { launch, type ServerSettings } from './postgres-launch.ts';
import { clearOrphan } from './postgres-orphan.ts';
import { sharedFolder } from './shared-folder.ts';

export interface PostgresOptions {
  /** Made when missing; holds data, password and log. */
  dataDir: string;
  /** False trades safety against power loss for speed: for tests. */
  durable: boolean;
  /** Without it a free port is chosen and kept for later starts. */
  port?: number;
  maxConnections?: number;
  /** Folders to try for what PostgreSQL, as another user, cannot reach in place. */
  shareIn?: readonly string[];
  log?: (line: string) => void;
}

export interface EmbeddedPostgres {
  url: string;
  host: string;
  port: number;
  user: string;
  password: string;
  /** Process id of the server. */
  pid: number;
  /** Where the data really is; differs from the requested folder when that is unreachable. */
  dataDir: string;
  /** Ends all sessions, shuts the server down cleanly and gives the folder back; may be called twice. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const USER = 'postgres';

/**
 * Starts a private PostgreSQL on the loopback interface and resolves once it answers queries.
 * It ends with this process, however that ends. Rejects with StartupError, whose message is one
 * sentence for the person at the terminal, and leaves nothing running then.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const account = postgresAccount();
  const shared = (): string => sharedFolder(options.shareIn);
  const home = prepareHome(options.dataDir, account, shared, log);
  const release = acquireOwnership(home.lock, home.requested);
  try {
    const binaries = locateBinaries(account, shared, log);
    await clearOrphan(home, binaries, log);
    const password = await ensureCluster(home, binaries, account, options.durable);
    const settings: ServerSettings = {
      durable: options.durable,
      maxConnections: options.maxConnections ?? 300,
      password,
      ...(options.port === undefined ? {} : { port: options.port }),
    };
    const { server, port } = await launch(home, binaries, account, settings);
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => (stopped ??= server.stop().finally(release));
    const url = `postgres://${USER}:${password}@${HOST}:${String(port)}/postgres`;
    return { url, host: HOST, port, user: USER, password, pid: server.pid, dataDir: home.dir, stop };
  } catch (error) {
    release();
    throw folderError(error, home.dir);
  }
}
