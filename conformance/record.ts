import { afterAll, expect } from 'vitest';
import { googleFaults, type Exchange } from './google-definitions.ts';
import { linkedInFaults } from './linkedin-definitions.ts';

/**
 * Holds every call that a test file makes over the wire against the vendors' definitions, and fails the file at its end where
 * something is not known there. A test of a simulator asks wrongly on purpose: there only the answers are held.
 */
export function holdCalls(of: 'requests and answers' | 'answers'): void {
  const exchanges: Exchange[] = [];
  const pending: Promise<unknown>[] = [];
  const send = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await send(input, init);
    const { pathname } = new URL(input instanceof Request ? input.url : String(input));
    if (!/^\/(v\d+|rest)\//.test(pathname)) return response;
    const copy = response.clone();
    const request = of === 'answers' || typeof init?.body !== 'string' ? undefined : init.body;
    const method = init?.method ?? 'GET';
    const read = copy.text().then((answer) => {
      exchanges.push({ method, path: pathname, request, status: copy.status, answer });
    });
    pending.push(read.catch(() => undefined));
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
  });
}

function faultsOf(exchange: Exchange): string[] {
  const { method, path, status } = exchange;
  const faults = path.startsWith('/rest/') ? linkedInFaults(exchange) : googleFaults(exchange);
  return faults.map((fault) => `${method} ${path} (${status}): ${fault}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
