import type { Http } from '../support/http.ts';
import type { Case, Principal } from './cases.ts';
import type { Operation } from './description.ts';

/** What came back, or why nothing did, and what is wrong with that. */
export type Verdict = { status: number; faults: string[] };
/** Who asks, and the ids of what is there. */
export type World = { people: Readonly<Record<Principal, Http>>; ids: readonly string[] };

/** What no answer to a client tells: code, SQL, paths, hosts, versions of what we are made of. */
const LEAKS =
  /\bat .{1,80}\.(?:ts|js):\d|node_modules|\b(?:SELECT|INSERT INTO|UPDATE) \w|sequelize|postgres|pg-boss|relation \\?"|violates|constraint|ECONN|127\.0\.0\.1:|moleculer|nats:|\bzod\b|\bv?24\.\d+\.\d|\/(?:work|tmp|home|app)\//i;

/** Sends a case and judges the answer. */
export async function judge(
  operation: Operation,
  asked: Case,
  { people, ids }: World,
  pick: number,
): Promise<Verdict> {
  const http = people[asked.principal];
  const id = ids[pick % Math.max(1, ids.length)] ?? crypto.randomUUID();
  const query = new URLSearchParams(
    asked.query.map(([name, value]): [string, string] => [name, value]),
  ).toString();
  const path = asked.path.replaceAll('@id', id) + (query && `?${query}`);
  const hasBody = asked.body !== undefined && asked.body !== '' && operation.method !== 'GET';
  const { 'content-type': type, ...others } = asked.headers;
  try {
    const answer = await http.ask(operation.method, path, {
      headers: { ...printable(others), ...(hasBody && type ? { 'content-type': type } : {}) },
      ...(hasBody ? { raw: new TextEncoder().encode(asked.body) } : {}),
    });
    return { status: answer.status, faults: faultsOf(asked, answer) };
  } catch (error) {
    return { status: 0, faults: [`unexpected: ${String((error as Error).message).slice(0, 300)}`] };
  }
}

/** Headers carry bytes; fetch takes no other letters. */
const printable = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
  );

function faultsOf(asked: Case, { status, text, headers }: Awaited<ReturnType<Http['ask']>>): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`answered ${status}: ${text.slice(0, 200)}`);
  if (status < 300 && asked.mustFail) faults.push(`accepted with ${status}`);
  if (status >= 400 && LEAKS.test(text)) faults.push(`tells too much: ${LEAKS.exec(text)?.[0] ?? ''}`);
  if (headers.get('x-content-type-options') !== 'nosniff') faults.push('has no security headers');
  if (!headers.get('x-request-id')) faults.push('has no id');
  return faults;
}
