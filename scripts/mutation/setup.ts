import { afterAll, inject } from 'vitest';
import fc from 'fast-check';
import './protocol.ts';

const mutation = inject('mutation');

// set before the test file is imported, so that code that runs while a module is loaded counts too
if ('active' in mutation) {
  globalThis.__stryker__ = { activeMutant: mutation.active, hitCount: 0, hitLimit: mutation.limit };
  // a failed property has noticed the mutant; the smallest counterexample is not needed
  fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
} else {
  globalThis.__reached__ = new Uint32Array(mutation.places);
}

afterAll(({}, suite) => {
  const stryker = globalThis.__stryker__;
  suite.meta.limitReached = stryker !== undefined && stryker.hitCount > stryker.hitLimit;
  suite.meta.hits = [...(globalThis.__reached__ ?? [])].flatMap((count, place) =>
    count > 0 ? [[place, count]] : [],
  );
});
