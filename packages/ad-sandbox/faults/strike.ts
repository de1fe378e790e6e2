import type { Call, Outcome, Reply } from '../wire.ts';
import type { Fault, FaultKind, VendorFailures } from './fault.ts';

/** What a fault acts on: the vendor's own work and words, and time. */
export type Target = {
  handle: (call: Call) => Promise<Reply>;
  failures: VendorFailures;
  /** Resolves after so many milliseconds, or at once when the server stops. */
  pause: (ms: number) => Promise<void>;
  /** Does work after so many milliseconds, unless the server stops or is reset before. */
  later: (ms: number, work: () => Promise<unknown>) => void;
};

type SpoilingKind = Extract<
  FaultKind,
  'half-open' | 'proxy' | 'truncated' | 'cut-off' | 'slow-body' | 'garbage' | 'empty' | 'foreign'
>;

const PROXY_PAGE = (status: number): string =>
  `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n` +
  '<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';

/** Answers a call as an armed fault has it. */
export async function strike(fault: Fault, call: Call, target: Target): Promise<Outcome> {
  const { handle, failures, pause, later } = target;
  switch (fault.kind) {
    case 'refuse':
    case '401':
    case '403':
    case '404':
    case '429':
      return failures[fault.kind](call, fault);
    case '500-before':
      return failures['500'](call, fault);
    case 'drop-before':
      return 'drop';
    case '500-after-commit':
      await handle(call);
      return failures['500'](call, fault);
    case 'drop-after-commit':
      await handle(call);
      return 'drop';
    case 'delay':
      await pause(fault.ms);
      return handle(call);
    case 'delay-after-commit': {
      const reply = await handle(call);
      await pause(fault.ms);
      return reply;
    }
    case 'late-commit':
      later(fault.ms, () => handle(call));
      return lateAnswer(fault, call, failures);
    case 'duplicate': {
      const reply = await handle(call);
      if (fault.ms > 0) later(fault.ms, () => handle(call));
      else await handle(call);
      return reply;
    }
    default:
      return spoil(fault.kind, fault, () => handle(call));
  }
}

function lateAnswer(fault: Fault, call: Call, failures: VendorFailures): Outcome {
  if (fault.answer === '500') return failures['500'](call, fault);
  return fault.answer === 'half-open' ? 'hang' : 'drop';
}

/** Kinds that spoil the answer whether or not the work was done. */
async function spoil(kind: SpoilingKind, fault: Fault, work: () => Promise<Reply>): Promise<Outcome> {
  const done = fault.done ?? (kind !== 'half-open' && kind !== 'proxy');
  switch (kind) {
    case 'half-open':
      if (done) await work();
      return 'hang';
    case 'proxy': {
      if (done) await work();
      const status = fault.status ?? 404;
      return { status, headers: { 'content-type': 'text/html' }, body: PROXY_PAGE(status) };
    }
    case 'garbage':
    case 'empty':
    case 'foreign':
      if (done) await work();
      return { status: fault.status ?? 200, ...FOREIGN[kind] };
    case 'truncated':
    case 'cut-off':
    case 'slow-body':
      return { damage: kind, reply: await work(), ms: fault.ms };
  }
}

const FOREIGN: Record<'garbage' | 'empty' | 'foreign', Omit<Reply, 'status'>> = {
  garbage: {
    headers: { 'content-type': 'application/json' },
    body: '\u0000\u001f\ufffd{"re\u0007%%~~<<\ufffd\ufffd',
  },
  empty: {},
  foreign: { body: { status: 'ok', service: 'edge-health' } },
};
