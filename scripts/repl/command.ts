import type { ServiceBroker } from 'moleculer';

/** What an operator may type: `command` in commander's words, and the lines that it answers. `adminUrl` opens the databases, where it is known. */
export type OperatorCommand = {
  command: string;
  description: string;
  options?: { option: string; description: string }[];
  run: (broker: ServiceBroker, args: CommandArgs, adminUrl: string | undefined) => Promise<string[]>;
};
export type CommandArgs = Readonly<Record<string, unknown>> & { options: Readonly<Record<string, unknown>> };

/** Rows under a heading, in columns as wide as their widest cell. */
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
