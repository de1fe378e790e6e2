import type { Server } from 'node:http';

const IDLE_LOOK_MS = 50;
const PATIENCE_MS = 8_000;

/** Takes no new connections, lets requests in flight end, closes idle connections, and cuts what is left at the end. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  const cut = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
