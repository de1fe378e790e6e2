import { setTimeout as delay } from 'node:timers/promises';
import type { AdObjects } from './ad-objects.ts';
import { control, type Controls } from './control.ts';
import type { CallPurpose, FaultKind, VendorFailures } from './faults/fault.ts';
import { Faults } from './faults/faults.ts';
import { strike, type Target } from './faults/strike.ts';
import type { Told } from './figures/told.ts';
import type { Grants } from './grants.ts';
import { listen, type Listening, type ListenOptions } from './listen.ts';
import type { Call, Outcome, Reply } from './wire.ts';

/** A request the simulator saw, for tests that look at what went over the wire. `fault` is the one that struck it. */
export type SeenRequest = {
  method: string;
  path: string;
  query: string;
  /** All but `authorization`. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
  status: number | 'drop' | 'hang';
  fault?: FaultKind;
};

export type Vendor = {
  handle: (call: Call) => Promise<Reply>;
  purpose: (call: Call) => CallPurpose;
  application: { id: string; scope: string };
  controls: Controls;
  failures: VendorFailures;
  objects: AdObjects;
  grants: Grants;
  /** Figures that were ordered by a control call. */
  told: Told;
};

/** A running ad platform. `objects`, `faults` and `grants` may be used directly by tests in the same process. */
export type VendorServer = Listening & {
  objects: AdObjects;
  faults: Faults;
  grants: Grants;
  requests: readonly SeenRequest[];
};

const SEEN_LIMIT = 2000;

/** Serves a vendor: faults first, then the vendor's own handler; `/_simulator/` is the test's control. */
export async function serveVendor(vendor: Vendor, options: ListenOptions): Promise<VendorServer> {
  const faults = new Faults(vendor.purpose);
  const requests: SeenRequest[] = [];
  const clock = new Clock();
  const target = {
    ...vendor,
    pause: (ms: number) => clock.pause(ms),
    later: (ms: number, work: () => Promise<unknown>) => clock.later(ms, work),
  };
  const reset = async (): Promise<void> => {
    clock.forget();
    faults.clear();
    requests.length = 0;
    await vendor.objects.reset();
    await vendor.told.reset();
  };
  const listening = await listen(options, async (call) => {
    if (call.path.startsWith('/_simulator/')) return control(call, { ...vendor, faults, requests, reset });
    return answer(call, faults, target, requests);
  });
  const close = async (): Promise<void> => {
    await clock.stop();
    await listening.close();
    await vendor.objects.close();
    await vendor.grants.close();
    await vendor.told.close();
  };
  return { ...listening, close, objects: vendor.objects, grants: vendor.grants, faults, requests };
}

async function answer(call: Call, faults: Faults, target: Target, requests: SeenRequest[]): Promise<Outcome> {
  const fault = faults.take(call);
  const outcome = fault === undefined ? await target.handle(call) : await strike(fault, call, target);
  const { method, path, rawQuery: query, body } = call;
  const { authorization: _secret, ...headers } = call.headers;
  const seen = { method, path, query, headers, body, status: statusOf(outcome) };
  requests.push(fault === undefined ? seen : { ...seen, fault: fault.kind });
  if (requests.length > SEEN_LIMIT) requests.shift();
  return outcome;
}

function statusOf(outcome: Outcome): SeenRequest['status'] {
  if (typeof outcome === 'string') return outcome;
  return 'damage' in outcome ? outcome.reply.status : outcome.status;
}

/** Waits and late work of one server; both end with it. */
class Clock {
  #stopping = new AbortController();
  #forgetting = new AbortController();
  #working = new Set<Promise<unknown>>();

  async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  later(ms: number, work: () => Promise<unknown>): void {
    const waited = delay(ms, undefined, { signal: this.#forgetting.signal });
    const done = waited
      .then(work, () => undefined)
      .finally(() => {
        this.#working.delete(done);
      });
    this.#working.add(done);
  }

  /** What was to be done later is not done. */
  forget(): void {
    this.#forgetting.abort();
    this.#forgetting = new AbortController();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.forget();
    await Promise.allSettled(this.#working);
  }
}
