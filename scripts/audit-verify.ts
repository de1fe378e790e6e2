import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AuditHead } from '../contracts/auth/trail.ts';
import { Jwk } from '../contracts/auth/sessions.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import {
  meaningOf,
  TrailFile,
  type FileFault,
  type ProvedHead,
} from '../services/auth/trail/domain/trail-file.ts';
import { kidOf, readStatementBy } from '../services/auth/trail/statements.ts';

export type TrailReport = {
  fault: FileFault | undefined;
  events: number;
  heads: readonly ProvedHead[];
  /** Thumbprints (RFC 7638) of the keys that signed. */
  signers: ReadonlySet<string>;
};

/**
 * Checks an export of the audit trail: every entry's hash, the chain of them, and the signed heads.
 * @param keys the public keys that are trusted; without them those of the file, which prove nothing by themselves
 * @param kept heads from earlier, which the chain must still contain
 */
export async function verifyTrail(
  lines: AsyncIterable<string> | Iterable<string>,
  keys?: readonly Jwk[],
  kept: readonly AuditHead[] = [],
): Promise<TrailReport> {
  const signers = new Set<string>();
  const file = new TrailFile((unparsed) => {
    const head = AuditHead.loose().safeParse(unparsed).data;
    if (!head) return null;
    const trusted = keys ?? head.keys;
    const claims = readStatementBy(head.statement, trusted);
    const signer = trusted.find(({ kid }) => kid === kidOf(head.statement));
    if (claims && signer) signers.add(thumbprint(signer));
    return claims;
  }, kept);
  let fault: FileFault | undefined;
  for await (const line of lines) {
    fault = file.take(line);
    if (fault) break;
  }
  fault ??= file.end();
  return { fault, events: file.events, heads: file.heads, signers };
}

const thumbprint = ({ crv, kty, x, y }: Jwk): string =>
  createHash('sha256').update(canonicalJson({ crv, kty, x, y })).digest('base64url');

/** What the report says, and what it does not. */
export function wordsOf({ fault, events, heads, signers }: TrailReport, pinned: boolean): string[] {
  const said = heads.map(({ organizationId, seq, events: all, statement: { at, seq: number, since } }) =>
    [
      `organisation ${organizationId}: ${all} events;`,
      `signed up to entry ${seq} at ${at} (statement ${number}, unbroken since statement ${since});`,
      `${all - seq} newer ones are not signed yet`,
    ].join(' '),
  );
  const keys = [...signers].join(', ');
  const proof = pinned
    ? `signed by a key of yours: ${keys}`
    : `signed by ${keys}, which the file itself brings: compare it with a key that you keep, or pass --keys`;
  const result = fault
    ? `FAULT ${fault.kind} at line ${fault.line}${placeOf(fault)}: ${meaningOf(fault)}`
    : 'intact';
  return [`${events} events, ${heads.length} heads`, ...said, ...(signers.size > 0 ? [proof] : []), result];
}

const placeOf = ({ organizationId, seq }: FileFault): string =>
  organizationId === null ? '' : `, organisation ${organizationId}, entry ${seq}`;

/** The keys of a JWKS file, or those that a saved head brings. */
function keysIn(path: string): Jwk[] {
  return z.object({ keys: z.array(Jwk) }).parse(JSON.parse(readFileSync(path, 'utf8'))).keys;
}

/** The head of a saved answer of GET /api/audit-events/head. */
function headIn(path: string): AuditHead {
  return z.object({ head: AuditHead }).parse(JSON.parse(readFileSync(path, 'utf8'))).head;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keys: { type: 'string' }, head: { type: 'string', multiple: true } },
  });
  const [path] = positionals;
  if (path === undefined)
    throw new Error('npm run audit:verify -- export.ndjson [--keys jwks.json] [--head saved-head.json]');
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  const keys = values.keys === undefined ? undefined : keysIn(values.keys);
  const report = await verifyTrail(lines, keys, (values.head ?? []).map(headIn));
  for (const words of wordsOf(report, keys !== undefined)) console.log(words);
  process.exitCode = report.fault ? 1 : 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await main();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
