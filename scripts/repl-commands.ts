import type { EventEmitter } from 'node:events';
import type { ServiceBroker } from 'moleculer';
import { health, who } from './repl/cluster.ts';
import type { CommandArgs, OperatorCommand } from './repl/command.ts';
import { dead, jobs } from './repl/jobs.ts';
import { operation } from './repl/operation.ts';

export const COMMANDS: readonly OperatorCommand[] = [health, who, operation, jobs, dead];

/** Our commands in the form of moleculer-repl. Their lines are printed; of an error, only the message. */
export function customCommands(adminUrl: string | undefined, print: (line: string) => void = console.log) {
  return COMMANDS.map(({ command, description, options = [], run }) => ({
    command,
    description,
    options,
    async action(broker: ServiceBroker, args: CommandArgs): Promise<void> {
      try {
        for (const line of await run(broker, args, adminUrl)) print(line);
      } catch (error) {
        print(error instanceof Error ? error.message : String(error));
      }
    },
  }));
}

/**
 * Opens Moleculer's REPL on a started broker, with our commands besides its own (`help` lists them). Leaving the REPL
 * sends SIGTERM to this process, so that everything stops in order.
 * @param adminUrl the URL of the database server's administrator, for the commands that read queues
 */
export function openRepl(broker: ServiceBroker, adminUrl: string | undefined): void {
  Object.assign(broker.options, {
    replOptions: { delimiter: 'sip $', customCommands: customCommands(adminUrl) },
  });
  const repl = (broker.repl as () => EventEmitter | undefined).call(broker);
  repl?.removeAllListeners('exit');
  repl?.on('exit', () => process.kill(process.pid, 'SIGTERM'));
}
