import pg from 'pg';
import { inCurrentScope } from './scope.ts';

type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, done: () => void) => void;

/**
 * A pool whose callbacks run in the scope of who asked. pg's own would run a statement that had to wait for a connection
 * in the scope of the request that gave the connection back, which may be another organisation's.
 */
export class TenantPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    if (callback === undefined) return super.connect();
    return super.connect(inCurrentScope(callback));
  }
}
