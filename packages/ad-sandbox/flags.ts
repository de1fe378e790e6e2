import { parseArgs } from 'node:util';

export type Flags = {
  googlePort: number;
  linkedInPort: number;
  smtpPort: number;
  inboxPort: number;
  host: string;
  dataDir?: string;
};

/** Reads the command line; a missing port is 0, which takes a free one. Throws on what it does not know. */
export function readFlags(argv: readonly string[]): Flags {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      'google-port': text,
      'linkedin-port': text,
      'smtp-port': text,
      'inbox-port': text,
      'data-dir': text,
      host: text,
    },
  });
  const port = (name: 'google-port' | 'linkedin-port' | 'smtp-port' | 'inbox-port'): number => {
    const value = Number(values[name] ?? '0');
    if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new Error(`--${name} must be a port`);
    return value;
  };
  const dataDir = values['data-dir'];
  return {
    googlePort: port('google-port'),
    linkedInPort: port('linkedin-port'),
    smtpPort: port('smtp-port'),
    inboxPort: port('inbox-port'),
    host: values.host ?? '127.0.0.1',
    ...(dataDir === undefined ? {} : { dataDir }),
  };
}
