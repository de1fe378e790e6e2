import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server that keeps the text of everything that is posted to it: a collector of traces for tests. */
export async function startTextSink(): Promise<{
  url: string;
  text: () => string;
  close: () => Promise<void>;
}> {
  let text = '';
  const server = createServer((request, response) => {
    text += `${request.url ?? ''} ${JSON.stringify(request.headers)} `;
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    text: () => text,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
