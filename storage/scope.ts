import { AsyncLocalStorage } from 'node:async_hooks';

/** The rows that the running code may use: those of one organisation, or tables that belong to no organisation. */
type Scope = { organizationId: string } | { system: true };

const storage = new AsyncLocalStorage<Scope | undefined>();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Runs `work` for one organisation: every query below it sees that organisation's rows only. */
export function inOrganization<T>(organizationId: string, work: () => T): T {
  if (!UUID.test(organizationId)) throw new Error('not an organisation id');
  return storage.run({ organizationId }, work);
}

/**
 * Runs `work` on tables that belong to no organisation (identity tables, job queues). Row-level security still holds.
 */
export function asSystem<T>(work: () => T): T {
  return storage.run({ system: true }, work);
}

/** The scope of the running code. */
export function currentScope(): Scope | undefined {
  return storage.getStore();
}

/**
 * Binds `callback` to the current scope, whichever code calls it later. `AsyncResource.bind` would do the same, but it
 * gives the function an accessor property. V8 keeps the hidden class of such an object in old space, and with it
 * everything that the function refers to (the whole request), until the next full garbage collection.
 */
export function inCurrentScope<A extends unknown[], R>(callback: (...args: A) => R): (...args: A) => R {
  const scope = storage.getStore();
  return (...args) => storage.run(scope, callback, ...args);
}
