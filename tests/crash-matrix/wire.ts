import { request as send, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

/** A call to a platform as it came from the product. */
export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer };
export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** The same call to the platform itself. */
export function forward(target: URL, { method, path, headers, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send(
      { host: target.hostname, port: target.port, method, path, headers: { ...headers, host: target.host } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

export function answer(response: ServerResponse, { status, headers, body }: Answer): void {
  const {
    'transfer-encoding': _chunked,
    'content-length': _length,
    connection: _connection,
    ...kept
  } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length });
  response.end(body);
}
