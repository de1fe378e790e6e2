import { afterAll, expect } from 'vitest';
import { CALLS, isVendorCall } from './calls.ts';
import { googleFaults, type Exchange } from './google-definitions.ts';
import { linkedInFaults } from './linkedin-definitions.ts';
import { oauthEndpoint, oauthFaults } from './oauth-definitions.ts';
import { addSeen } from './seen.ts';

/**
 * Holds every call that a test file makes over the wire against the vendors' definitions, and fails the file at its end where
 * something is not known there. A test of a simulator asks wrongly on purpose: there only the answers are held. A call of a client
 * that `calls.ts` does not list fails too: nobody would notice when it is not held any more.
 */
export function holdCalls(of: 'requests and answers' | 'answers'): void {
  const exchanges: Exchange[] = [];
  const pending: Promise<unknown>[] = [];
  const send = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await send(input, init);
    const { pathname, search } = new URL(input instanceof Request ? input.url : String(input));
    if (!isVendorCall(pathname)) return response;
    const copy = response.clone();
    const isAsked = of === 'requests and answers';
    const request = isAsked && typeof init?.body === 'string' ? init.body : undefined;
    const method = init?.method ?? 'GET';
    const call = { method, path: pathname, query: search, request, status: copy.status, isAsked };
    pending.push(
      copy
        .text()
        .then((answer) => exchanges.push({ ...call, answer }))
        .catch(() => undefined),
    );
    return response;
  };
  afterAll(async () => {
    await Promise.all(pending);
    globalThis.fetch = send;
    // What a fault has spoiled is no word of the vendor: a proxy's page, half an answer.
    const whole = exchanges.filter(({ answer }) => answer === '' || isJson(answer));
    console.log(`conformance: ${whole.length} calls held against the vendors' definitions, ${of}`);
    expect(whole.length).toBeGreaterThan(0);
    expect([...new Set(whole.flatMap(faultsOf))]).toEqual([]);
    if (of === 'answers') return;
    const named = whole.map((exchange) => CALLS.filter(({ is }) => is(exchange)).map(({ name }) => name));
    const unlisted = whole.filter((_, index) => named[index]?.length === 0);
    expect([...new Set(unlisted.map(describe))]).toEqual([]);
    addSeen(new Set(named.flat()));
  });
}

const describe = ({ method, path, query, request = '' }: Exchange): string =>
  `${method} ${path}${query} ${request.slice(0, 300)} is in no list of calls`;

function faultsOf(exchange: Exchange): string[] {
  const { method, path, status } = exchange;
  return faultsIn(exchange).map((fault) => `${method} ${path} (${status}): ${fault}`);
}

function faultsIn(exchange: Exchange): string[] {
  if (oauthEndpoint(exchange.path) !== null) return oauthFaults(exchange);
  return exchange.path.startsWith('/rest/') ? linkedInFaults(exchange) : googleFaults(exchange);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
