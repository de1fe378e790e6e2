import { setTimeout as wait } from 'node:timers/promises';
import { publishingContracts, type Operation } from '../../contracts/campaign/publishing.ts';
import { ClientFailure } from '../../client/failures.ts';
import { withPlatformNames } from '../../rules/words.ts';
import type { Client } from '../../client/client.ts';
import { DemoFailure } from './failure.ts';
import type { Say } from './output.ts';

const POLL_MS = 500;
const MAX_WAIT_MS = 60_000;
const FINAL: readonly Operation['status'][] = ['succeeded', 'failed', 'needs_review', 'cancelled'];

/** Follows an operation to its end and prints its progress. @throws DemoFailure unless it succeeds */
export async function follow(client: Client, started: Operation, say: Say): Promise<Operation> {
  const print = progressPrinter(say);
  const deadline = Date.now() + MAX_WAIT_MS;
  const last =
    (await followStream(client, started.id, print)) ??
    (await followByPolling(client, started.id, print, deadline));
  if (last.status === 'succeeded') return last;
  throw new DemoFailure(`the operation ended as ${last.status}`, [
    `operation  ${last.id}`,
    `step       ${last.progress.step}`,
    ...(last.error ? [`code       ${last.error.code}`, `detail     ${last.error.message}`] : []),
  ]);
}

/** Returns a function that prints the state of an operation when it has changed. */
function progressPrinter(say: Say): (operation: Operation) => void {
  let lastText = '';
  return ({ progress, status }) => {
    const text = `${progress.done}/${progress.total} ${withPlatformNames(progress.step)}`;
    if (text === lastText || status === 'pending') return;
    lastText = text;
    say(text);
  };
}

/** Follows an operation by its event stream; null when the stream ends before the operation. */
async function followStream(
  client: Client,
  id: string,
  print: (operation: Operation) => void,
): Promise<Operation | null> {
  try {
    for await (const operation of client.events(publishingContracts.operation, { id })) {
      print(operation);
      if (FINAL.includes(operation.status)) return operation;
    }
  } catch (error) {
    if (error instanceof ClientFailure) throw error;
  }
  return null;
}

async function followByPolling(
  client: Client,
  id: string,
  print: (operation: Operation) => void,
  deadline: number,
): Promise<Operation> {
  for (;;) {
    const operation = await client.call(publishingContracts.operation, { id });
    print(operation);
    if (FINAL.includes(operation.status)) return operation;
    if (Date.now() > deadline)
      throw new DemoFailure(`the operation did not end within ${MAX_WAIT_MS / 1000} s`, [`operation  ${id}`]);
    await wait(POLL_MS);
  }
}
