import pg from 'pg';
import { inCurrentScope } from './scope.ts';

type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: () => void,
) => void;

/**
 * A pool that calls back in the scope of the caller. With pg's own pool, a statement that waits for a connection would
 * run in the scope of the request that returned the connection, which may be another organisation's.
 */
export class TenantPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | void {
    if (callback === undefined) return super.connect();
    return super.connect(inCurrentScope(callback));
  }
}
