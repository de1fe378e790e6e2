import type { Server } from 'node:http';

const IDLE_CHECK_MS = 50;
const MAX_WAIT_MS = 8_000;

/**
 * Stops accepting connections, closes idle ones, lets running requests end, and closes the rest after eight seconds.
 */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const cut = setTimeout(() => server.closeAllConnections(), MAX_WAIT_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
