import { setTimeout as delay } from 'node:timers/promises';
import type { AdObjects } from './ad-objects.ts';
import { control } from './control.ts';
import { Faults, type VendorFailures } from './faults.ts';
import type { Grants } from './grants.ts';
import { listen, type Call, type Listening, type ListenOptions, type Outcome, type Reply } from './wire.ts';

/** A request the simulator saw, for tests that look at what went over the wire. */
export type SeenRequest = {
  method: string;
  path: string;
  query: string;
  body: string;
  status: number | 'drop';
};

export type Vendor = {
  handle: (call: Call) => Promise<Reply>;
  failures: VendorFailures;
  objects: AdObjects;
  grants: Grants;
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
  const faults = new Faults();
  const requests: SeenRequest[] = [];
  const stopping = new AbortController();
  const pause = (ms: number): Promise<void> =>
    delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  const listening = await listen(options, async (call) => {
    if (call.path.startsWith('/_simulator/')) return control(call, { ...vendor, faults, requests });
    const outcome = await underFault(vendor, faults, call, pause);
    const status = outcome === 'drop' ? outcome : outcome.status;
    requests.push({ method: call.method, path: call.path, query: call.rawQuery, body: call.body, status });
    if (requests.length > SEEN_LIMIT) requests.shift();
    return outcome;
  });
  const close = async (): Promise<void> => {
    stopping.abort();
    await listening.close();
    await vendor.objects.close();
    await vendor.grants.close();
  };
  return { ...listening, close, objects: vendor.objects, grants: vendor.grants, faults, requests };
}

async function underFault(
  vendor: Vendor,
  faults: Faults,
  call: Call,
  pause: (ms: number) => Promise<void>,
): Promise<Outcome> {
  const fault = faults.take(call);
  if (fault === undefined) return vendor.handle(call);
  switch (fault.kind) {
    case 'refuse':
    case '429':
    case '401':
      return vendor.failures[fault.kind](call);
    case '500-before':
      return vendor.failures['500'](call);
    case 'drop-before':
      return 'drop';
    case '500-after-commit':
      await vendor.handle(call);
      return vendor.failures['500'](call);
    case 'drop-after-commit':
      await vendor.handle(call);
      return 'drop';
    case 'delay':
      await pause(fault.ms);
      return vendor.handle(call);
    case 'delay-after-commit': {
      const reply = await vendor.handle(call);
      await pause(fault.ms);
      return reply;
    }
  }
}
