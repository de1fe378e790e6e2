import type { AdObjects } from './ad-objects.ts';
import { parseFault, type Fault } from './faults/fault.ts';
import type { Faults } from './faults/faults.ts';
import { parseRandomFaults } from './faults/random-faults.ts';
import type { Grants } from './grants.ts';
import { jsonObject, type Call, type Json, type Reply } from './wire.ts';

/** Control calls that a vendor has beside those of all, by name; each may throw a sentence. */
export type Controls = Record<string, (body: Json | undefined) => Promise<Reply>>;

export type Controlled = {
  objects: AdObjects;
  faults: Faults;
  grants: Grants;
  requests: readonly unknown[];
  /** The application and what it asks for, of a token that is given without consent. */
  application: { id: string; scope: string };
  controls: Controls;
  /** No objects, no faults, no late work, no remembered requests. */
  reset: () => Promise<void>;
};

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
      return told(() => armed(call, simulator.faults));
    case 'GET faults/random':
      return { status: 200, body: simulator.faults.random() ?? null };
    case 'POST faults/random':
      return told(() => randomize(call, simulator.faults));
    case 'DELETE faults':
      simulator.faults.clear();
      return { status: 204 };
    case 'POST consent':
      simulator.grants.denyNext = jsonObject(call.body)?.['decision'] === 'deny';
      return { status: 204 };
    case 'POST token':
      return token(simulator);
    case 'POST revoke-grants':
      await simulator.grants.revokeAll();
      return { status: 204 };
    case 'POST reset':
      await simulator.reset();
      return { status: 204 };
    default:
      return ofVendor(call, simulator.controls);
  }
}

/** A grant and an access token as after a consent, for who wants to try the API without walking through OAuth. */
async function token({ grants, application }: Controlled): Promise<Reply> {
  const grant = await grants.createGrant(application.id, application.scope);
  const access = await grants.createAccess(grant);
  return { status: 201, body: { access_token: access.token, refresh_token: grant.refreshToken } };
}

function armed(call: Call, faults: Faults): Fault {
  const fault = parseFault(jsonObject(call.body));
  faults.arm(fault);
  return fault;
}

function randomize(call: Call, faults: Faults): unknown {
  faults.randomize(parseRandomFaults(jsonObject(call.body)));
  return faults.random();
}

async function ofVendor(call: Call, controls: Controls): Promise<Reply> {
  const name = call.path.slice('/_simulator/'.length);
  const control = call.method === 'POST' && Object.hasOwn(controls, name) ? controls[name] : undefined;
  if (control === undefined) return { status: 404, body: { error: 'no such control' } };
  try {
    return await control(jsonObject(call.body));
  } catch (error) {
    return refusal(error);
  }
}

/** 201 with what was ordered, or 400 with the sentence that says what is wrong with it. */
function told(order: () => unknown): Reply {
  try {
    return { status: 201, body: order() };
  } catch (error) {
    return refusal(error);
  }
}

const refusal = (error: unknown): Reply => ({
  status: 400,
  body: { error: error instanceof Error ? error.message : String(error) },
});
