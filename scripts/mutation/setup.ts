import { afterAll, inject } from 'vitest';
import fc from 'fast-check';
import './protocol.ts';

const mutation = inject('mutation');

// Both are set before the test file is imported, so that code which runs while a module is loaded counts as well.
if ('active' in mutation) {
  globalThis.__stryker__ = { activeMutant: mutation.active, hitCount: 0, hitLimit: mutation.limit };
  // A property that fails has noticed the mutant; the smallest example of it is of no use here.
  fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
} else {
  globalThis.__reached__ = new Uint32Array(mutation.places);
}

afterAll(({}, suite) => {
  const board = globalThis.__stryker__;
  suite.meta.limitReached = board !== undefined && board.hitCount > board.hitLimit;
  suite.meta.hits = [...(globalThis.__reached__ ?? [])].flatMap((count, place) =>
    count > 0 ? [[place, count]] : [],
  );
});
