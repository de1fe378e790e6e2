import { setTimeout as wait } from 'node:timers/promises';
import { publishingContracts, type Operation } from '../../contracts/campaign/publishing.ts';
import { ClientFailure } from '../../client/failures.ts';
import { withPlatformNames } from '../../rules/words.ts';
import type { Client } from '../../client/client.ts';
import { DemoFailure } from './failure.ts';
import type { Say } from './output.ts';

const LOOK_MS = 500;
const PATIENCE_MS = 60_000;
const FINAL: readonly Operation['status'][] = ['succeeded', 'failed', 'needs_review', 'cancelled'];

/** Follows an operation to its end and says each step of it. @throws DemoFailure unless it succeeded */
export async function follow(client: Client, started: Operation, say: Say): Promise<Operation> {
  const tell = teller(say);
  const until = Date.now() + PATIENCE_MS;
  const last = (await streamed(client, started.id, tell)) ?? (await polled(client, started.id, tell, until));
  if (last.status === 'succeeded') return last;
  throw new DemoFailure(`the operation ended as ${last.status}`, [
    `operation  ${last.id}`,
    `step       ${last.progress.step}`,
    ...(last.error ? [`code       ${last.error.code}`, `detail     ${last.error.message}`] : []),
  ]);
}

/** Says a state only when something in it has moved. */
function teller(say: Say): (operation: Operation) => void {
  let said = '';
  return ({ progress, status }) => {
    const text = `${progress.done}/${progress.total} ${withPlatformNames(progress.step)}`;
    if (text === said || status === 'pending') return;
    said = text;
    say(text);
  };
}

/** The operation's end as its event stream tells it; null when the stream broke off before. */
async function streamed(
  client: Client,
  id: string,
  tell: (operation: Operation) => void,
): Promise<Operation | null> {
  try {
    for await (const operation of client.events(publishingContracts.operation, { id })) {
      tell(operation);
      if (FINAL.includes(operation.status)) return operation;
    }
  } catch (error) {
    if (error instanceof ClientFailure) throw error;
  }
  return null;
}

async function polled(
  client: Client,
  id: string,
  tell: (operation: Operation) => void,
  until: number,
): Promise<Operation> {
  for (;;) {
    const operation = await client.call(publishingContracts.operation, { id });
    tell(operation);
    if (FINAL.includes(operation.status)) return operation;
    if (Date.now() > until)
      throw new DemoFailure(`the operation did not end within ${PATIENCE_MS / 1000} s`, [`operation  ${id}`]);
    await wait(LOOK_MS);
  }
}
