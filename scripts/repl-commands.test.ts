import { ServiceBroker } from 'moleculer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../lib/errors.ts';
import { toWire } from '../mixins/wire-errors.ts';
import { COMMANDS, customCommands } from './repl-commands.ts';
import type { CommandArgs } from './repl/command.ts';

const ID = '0199c0de-0000-7000-8000-000000000001';
let broker: ServiceBroker;

/** What an operator sees after typing the command. */
async function typed(name: string, args: Partial<CommandArgs> = {}, adminUrl?: string): Promise<string> {
  const lines: string[] = [];
  const commands = customCommands(adminUrl, (line) => lines.push(line));
  const command = commands.find((c) => c.command.split(' ')[0] === name);
  await command?.action(broker, { options: {}, ...args });
  return lines.join('\n');
}

beforeEach(async () => {
  broker = new ServiceBroker({ nodeID: 'node-1', logger: false });
  broker.createService({ name: 'auth', actions: {} });
  broker.createService({
    name: 'campaign',
    actions: {
      operation(ctx) {
        const { authorization } = ctx.headers as { authorization?: string };
        if (authorization !== 'Bearer good') throw toWire(new AppError('OPERATION_NOT_FOUND'));
        return { id: (ctx.params as { id: string }).id, status: 'running' };
      },
    },
  });
  await broker.start();
});
afterEach(async () => {
  await broker.stop();
});

describe("the operator's commands", () => {
  it('take no name of a command that the REPL has already', () => {
    const builtIn =
      'actions bench broadcast broadcastLocal cache call dcall clear cls destroy emit env events info';
    const names = COMMANDS.map((c) => c.command.split(' ')[0]);
    expect(names).toEqual(['health', 'who', 'op', 'jobs', 'dead']);
    expect(
      names.filter((n) =>
        `${builtIn} listener load loadFolder metrics nodes services exit q`.split(' ').includes(n ?? ''),
      ),
    ).toEqual([]);
  });

  it('health: names what runs and what is missing', async () => {
    const said = await typed('health');
    expect(said).toMatch(/^auth +ok +node-1 \(here\)$/m);
    expect(said).toMatch(/^platforms +MISSING +-$/m);
  });

  it('who: each node with its services and versions', async () => {
    expect(await typed('who')).toMatch(
      /^node-1 +up +auth,campaign +moleculer 0\.15\.\d+, node \d+\.\d+\.\d+/m,
    );
  });

  it('op: reads an operation in the name of the token', async () => {
    const said = await typed('op', { id: ID, options: { token: 'good' } });
    expect(JSON.parse(said)).toEqual({ id: ID, status: 'running' });
  });

  it('op: says what is missing, and what the service refuses, in one sentence', async () => {
    expect(await typed('op', { id: ID })).toMatch(/--token/);
    expect(await typed('op', { id: ID, options: { token: 'bad' } })).toMatch(/^OPERATION_NOT_FOUND: /);
  });

  it.each(['jobs', 'dead'])('%s: says which setting it needs', async (name) => {
    expect(await typed(name)).toMatch(/set DATABASE_ADMIN_URL/);
  });

  it.each(['jobs', 'dead'])('%s: a database that is away is one sentence, not a crash', async (name) => {
    expect(await typed(name, {}, 'postgres://nobody@127.0.0.1:1/postgres')).toMatch(/ECONNREFUSED/);
  });
});
