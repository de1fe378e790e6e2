import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { ResultOf } from '../../../contracts/action.ts';
import { trailContracts } from '../../../contracts/auth/trail.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { paramsReader } from '../exchange/params.ts';

type Part = ResultOf<typeof trailContracts.exportAuditEvents>;

const readParams = paramsReader(trailContracts.exportAuditEvents);

/**
 * GET /api/audit-events/export: one JSON object a line. First the signed head, then every entry of the chain, then an
 * `end`: a file without it was cut on its way. When a part cannot be read, the connection is closed without it.
 */
export async function exportAuditTrail(exchange: Exchange): Promise<'streaming'> {
  const { response, call } = exchange;
  const read = (after: number) => call(trailContracts.exportAuditEvents, { after });
  const first = await call(trailContracts.exportAuditEvents, await readParams(exchange));
  response.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': 'attachment; filename="audit-events.ndjson"',
    'cache-control': 'no-store',
  });
  void writeParts(response, first, read).catch(() => response.destroy());
  return 'streaming';
}

async function writeParts(
  response: ServerResponse,
  first: Part,
  read: (after: number) => Promise<Part>,
): Promise<void> {
  if (first.head) await write(response, [{ type: 'head', ...first.head }]);
  let events = 0;
  for (let part = first; ; part = await read(part.next)) {
    await write(
      response,
      part.entries.map((entry) => ({ type: 'entry', ...entry })),
    );
    events += part.entries.length;
    if (part.next === null) break;
  }
  response.end(`${JSON.stringify({ type: 'end', events })}\n`);
}

/** Waits when the client reads more slowly than it is written. @throws when the client has gone */
async function write(response: ServerResponse, lines: readonly object[]): Promise<void> {
  if (response.destroyed) throw new Error('the client has gone');
  if (lines.length === 0) return;
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
}
