import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { libraryEnvironment } from './find-program.ts';
import { freePort } from './free-port.ts';
import { spawnGuarded, type GuardedProcess } from './guarded-process.ts';
import { StartupError } from './startup-error.ts';

/** A server on the loopback interface that ends with this process, however that ends. */
export interface LoopbackServer {
  url: string;
  pid: number;
  /** Stops it cleanly and waits for its end; may be called twice. */
  stop(): Promise<void>;
  /** Kills it at once, as a crash would. */
  kill(): void;
}

/** What tells one kind of server from another. */
export interface ServerKind {
  name: string;
  arguments(port: number): string[];
  url(port: number): string;
  /** Sent after connecting; the answer must hold `answer`. */
  question: string;
  answer: string;
}

const READY_WITHIN_MS = 10_000;
const ATTEMPTS = 3;

/**
 * Starts a server on the given or a free port and resolves once it answers in its own protocol.
 * Rejects with StartupError and leaves nothing running then.
 */
export async function startLoopbackServer(
  kind: ServerKind,
  binary: string,
  port?: number,
): Promise<LoopbackServer> {
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await freePort());
    const server = await spawnGuarded(binary, kind.arguments(chosen), {
      stopSignal: 'SIGTERM',
      cwd: tmpdir(),
      env: libraryEnvironment(binary),
    });
    if (await becomesReady(kind, server, chosen)) {
      return {
        url: kind.url(chosen),
        pid: server.pid,
        stop: () => server.stop(),
        kill: () => {
          server.kill();
        },
      };
    }
    server.kill();
    if (port !== undefined || attempt === ATTEMPTS) {
      throw new StartupError(
        `${kind.name} (${binary}) did not start on port ${String(chosen)}: it may be taken.`,
      );
    }
  }
}

async function becomesReady(kind: ServerKind, server: GuardedProcess, port: number): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && !server.hasExited()) {
    if ((await answers(kind, port)) && !server.hasExited()) return true;
    await delay(15);
  }
  return false;
}

async function answers(kind: ServerKind, port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.setTimeout(1_000, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
    socket.write(kind.question);
    let text = '';
    for await (const chunk of socket) {
      text += String(chunk);
      if (text.includes(kind.answer)) return true;
    }
    return false;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
