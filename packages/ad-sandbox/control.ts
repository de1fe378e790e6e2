import type { AdObjects } from './ad-objects.ts';
import { parseFault, type Faults } from './faults.ts';
import type { Grants } from './grants.ts';
import { jsonObject, type Call, type Reply } from './wire.ts';

export type Controlled = { objects: AdObjects; faults: Faults; grants: Grants; requests: unknown[] };

/** The control API for tests, under `/_simulator/`. It is no part of any vendor's surface. */
export async function control(call: Call, simulator: Controlled): Promise<Reply> {
  switch (`${call.method} ${call.path.slice('/_simulator/'.length)}`) {
    case 'GET health':
      return { status: 200, body: { ok: true } };
    case 'GET objects':
      return { status: 200, body: simulator.objects.all() };
    case 'GET ledger':
      return { status: 200, body: simulator.objects.ledger() };
    case 'GET requests':
      return { status: 200, body: simulator.requests };
    case 'GET faults':
      return { status: 200, body: simulator.faults.list() };
    case 'POST faults':
      return arm(call, simulator.faults);
    case 'DELETE faults':
      simulator.faults.clear();
      return { status: 204 };
    case 'POST consent':
      simulator.grants.denyNext = jsonObject(call.body)?.['decision'] === 'deny';
      return { status: 204 };
    case 'POST revoke-grants':
      await simulator.grants.revokeAll();
      return { status: 204 };
    case 'POST reset':
      simulator.faults.clear();
      simulator.requests.length = 0;
      await simulator.objects.reset();
      return { status: 204 };
    default:
      return { status: 404, body: { error: 'no such control' } };
  }
}

function arm(call: Call, faults: Faults): Reply {
  try {
    const fault = parseFault(jsonObject(call.body));
    faults.arm(fault);
    return { status: 201, body: fault };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}
