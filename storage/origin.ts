import { AsyncLocalStorage } from 'node:async_hooks';

/** Where a client's request came from. */
export type RequestOrigin = { address: string; userAgent: string };

const storage = new AsyncLocalStorage<RequestOrigin>();

/** Runs `work` for a request that came from there: every audit row below it says so. */
export function fromOrigin<T>(origin: RequestOrigin | undefined, work: () => T): T {
  return origin ? storage.run(origin, work) : work();
}

/** Where the request came from that the running code serves; undefined in jobs. */
export const currentOrigin = (): RequestOrigin | undefined => storage.getStore();
