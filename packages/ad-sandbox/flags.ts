import { parseArgs } from 'node:util';
import { parseFaultFlag, type FlaggedFault } from './faults/fault-flag.ts';
import { FlagError } from './start-failure.ts';

export type Flags = {
  googlePort: number;
  linkedInPort: number;
  smtpPort: number;
  inboxPort: number;
  host: string;
  dataDir?: string;
  faults: FlaggedFault[];
  /** Faults by chance: the share of calls that they strike, and the seed that decides which. */
  faultRate: number;
  seed: number;
  /** The customers of Google Ads: two accounts, or an agency's tree. */
  accounts: 'sandbox' | 'agency';
  reviewMs: number;
  propagationMs: number;
  refusePastStart: boolean;
};

const text = { type: 'string' } as const;
const OPTIONS = {
  'google-port': text,
  'linkedin-port': text,
  'smtp-port': text,
  'inbox-port': text,
  'data-dir': text,
  host: text,
  fault: { type: 'string', multiple: true },
  'fault-rate': text,
  seed: text,
  accounts: text,
  'review-ms': text,
  'propagation-ms': text,
  'take-past-start': { type: 'boolean' },
} as const;

type Port = 'google-port' | 'linkedin-port' | 'smtp-port' | 'inbox-port';
type NumberFlag = Port | 'fault-rate' | 'seed' | 'review-ms' | 'propagation-ms';

/** Reads the command line; a missing port is 0, which takes a free one. Throws on what it does not know. */
export function readFlags(argv: readonly string[]): Flags {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  const number = (
    name: NumberFlag,
    otherwise: number,
    fits: (value: number) => boolean,
    what: string,
  ): number => {
    const value = Number(values[name] ?? otherwise);
    if (!fits(value)) throw new FlagError(`--${name} must be ${what}`);
    return value;
  };
  const port = (name: Port): number =>
    number(name, 0, (value) => Number.isInteger(value) && value >= 0 && value <= 65_535, 'a port');
  const duration = (name: 'review-ms' | 'propagation-ms'): number =>
    number(name, 0, (value) => Number.isSafeInteger(value) && value >= 0, 'milliseconds');
  const { accounts = 'sandbox', 'data-dir': dataDir } = values;
  if (accounts !== 'sandbox' && accounts !== 'agency')
    throw new FlagError('--accounts must be sandbox or agency');
  return {
    googlePort: port('google-port'),
    linkedInPort: port('linkedin-port'),
    smtpPort: port('smtp-port'),
    inboxPort: port('inbox-port'),
    host: values.host ?? '127.0.0.1',
    ...(dataDir === undefined ? {} : { dataDir }),
    faults: (values.fault ?? []).map(parseFaultFlag),
    faultRate: number('fault-rate', 0, (value) => value >= 0 && value <= 1, 'from 0 to 1'),
    seed: number('seed', 1, Number.isSafeInteger, 'a whole number'),
    accounts,
    reviewMs: duration('review-ms'),
    propagationMs: duration('propagation-ms'),
    refusePastStart: !(values['take-past-start'] ?? false),
  };
}
