import { FlagError } from '../start-failure.ts';
import { parseFault, type Fault } from './fault.ts';
import type { Json } from '../wire.ts';

export type FaultedVendor = 'google' | 'linkedin';

/** A fault of the command line; without a vendor it is armed on both. */
export type FlaggedFault = { vendor: FaultedVendor | undefined; fault: Fault };

const NUMBERS = ['times', 'skip', 'ms', 'retrySeconds', 'status'];
const MATCHING = ['method', 'pathIncludes', 'bodyIncludes', 'object', 'call'];

/**
 * Reads `[google:|linkedin:]kind[,name=value]…`, such as `linkedin:429,window=DAY,times=9`; the names are those of the
 * control call, with those of `match` beside them. Throws with a sentence when it is malformed.
 */
export function parseFaultFlag(text: string): FlaggedFault {
  const [, vendor, rest = ''] = /^(?:(google|linkedin):)?(.*)$/s.exec(text) ?? [];
  const [kind, ...parts] = rest.split(',');
  const body: Json = { kind };
  const match: Json = {};
  for (const part of parts) {
    const mark = part.indexOf('=');
    if (mark < 1) throw new FlagError(`--fault ${text}: '${part}' is not name=value`);
    const [name, value] = [part.slice(0, mark), part.slice(mark + 1)];
    if (MATCHING.includes(name)) match[name] = value;
    else body[name] = NUMBERS.includes(name) ? Number(value) : name === 'done' ? value === 'true' : value;
  }
  try {
    return { vendor: vendor as FaultedVendor | undefined, fault: parseFault({ ...body, match }) };
  } catch (error) {
    throw new FlagError(`--fault ${text}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
