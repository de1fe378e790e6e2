import type { ServiceBroker } from 'moleculer';

/**
 * A command of the REPL: `command` in the syntax of commander, and `run`, which returns the lines to print. `adminUrl`
 * is the databases' administrator, if known.
 */
export type OperatorCommand = {
  command: string;
  description: string;
  options?: { option: string; description: string }[];
  run: (broker: ServiceBroker, args: CommandArgs, adminUrl: string | undefined) => Promise<string[]>;
};
export type CommandArgs = Readonly<Record<string, unknown>> & { options: Readonly<Record<string, unknown>> };

/** A table with a heading; each column is as wide as its widest cell. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = heading.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)),
  );
  return [heading, ...rows].map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
