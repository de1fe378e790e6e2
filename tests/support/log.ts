import type { BrokerOptions } from 'moleculer';

/** One line of a node's log as it is written: an object with `level`, `msg` and what was said with it. */
export type LogLine = { level: number; msg: string; [field: string]: unknown };

type PinoOptions = { type: string; options: { level: string; pino: object } };

/** The same options for a broker, with its own logger and its own redaction, written into a list instead of stdout. */
export function withLogLines(options: BrokerOptions): { options: BrokerOptions; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as LogLine) };
  const logger = options.logger as unknown as PinoOptions;
  const recorded = {
    ...logger,
    options: { ...logger.options, pino: { ...logger.options.pino, destination } },
  };
  return { options: { ...options, logger: recorded }, lines };
}
