import { AsyncLocalStorage } from 'node:async_hooks';

/** Where a client's request came from. */
export type RequestOrigin = { address: string; userAgent: string };
/** How it is read, once an audit row needs it, with the session of the person who asks, where a person asks. */
type Place = { readOrigin: () => RequestOrigin | undefined; sessionId: string | undefined };

const storage = new AsyncLocalStorage<Place>();

/** Runs `work` for a request that came from there: every audit row below it says so. Most requests write none. */
export const fromOrigin = <T>(
  readOrigin: Place['readOrigin'],
  sessionId: string | undefined,
  work: () => T,
): T => storage.run({ readOrigin, sessionId }, work);

/** Where the request came from that the running code serves; undefined in jobs. */
export const currentOrigin = (): RequestOrigin | undefined => storage.getStore()?.readOrigin();

/**
 * What an audit row says of it. A person's address and device are told by naming their session, because rows are never
 * changed: auth knows where the session began until the person is erased. A machine's address is no person's.
 */
export function originMark(): { session: string } | RequestOrigin | undefined {
  const place = storage.getStore();
  const origin = place?.readOrigin();
  return origin && place?.sessionId !== undefined ? { session: place.sessionId } : origin;
}
