import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../../../lib/public-address.ts';

const TIMEOUT_MS = 10_000;
type Address = { address: string; family: number };

export type PostOptions = {
  /** In place of the webhook's own host: a relay to the internet, which is sent the path, and the host in `x-webhook-host`. */
  readonly relay?: string | undefined;
  readonly resolve?: (host: string) => Promise<Address[]>;
  readonly isAllowed?: (address: string) => boolean;
  /** The port and the authority of a receiver in a test. */
  readonly tls?: Pick<RequestOptions, 'port' | 'ca'>;
};

/** A message was not taken. Its text holds nothing of the address. `isFinal`: the same message would never be taken. */
export class NotPosted extends Error {
  readonly isFinal: boolean;
  constructor(message: string, isFinal = false, cause?: unknown) {
    super(message, { cause });
    this.name = 'NotPosted';
    this.isFinal = isFinal;
  }
}

/** Addresses that mean that the webhook is gone, or that the message is wrong. */
const FINAL: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 410, 413, 415]);

export type Post = ReturnType<typeof poster>;

/**
 * Posts JSON to a webhook. The connection goes to an address that was looked at: none of a private network, whatever the name
 * says by then; a redirect is not followed. @throws NotPosted
 */
export function poster({
  relay,
  resolve = allAddresses,
  isAllowed = isPublicAddress,
  tls = {},
}: PostOptions = {}) {
  return async function post(url: URL, body: object): Promise<void> {
    const sent = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) };
    const status =
      relay === undefined
        ? await send(url, { ...tls, headers, lookup: checkedLookup(resolve, isAllowed) }, sent)
        : await send(
            new URL(relay),
            // only the path is the webhook's: read as an address in relation to the relay's, "//host" would name another host
            { headers: { ...headers, 'x-webhook-host': url.host }, path: url.pathname + url.search },
            sent,
          );
    if (status < 200 || status >= 300) throw new NotPosted(`It answered ${status}.`, FINAL.has(status));
  };
}

const allAddresses = (host: string): Promise<Address[]> => lookup(host, { all: true, verbatim: true });

/** Looks a name up, and refuses it when any of its addresses is not allowed. */
function checkedLookup(
  resolve: (host: string) => Promise<Address[]>,
  isAllowed: (address: string) => boolean,
): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (!first || !found.every(({ address }) => isAllowed(address))) {
          done(new NotPosted('Its host is at no address of the internet.', true), '', 4);
        } else if (options.all) done(null, found);
        else done(null, first.address, first.family);
      },
      (error: unknown) => done(new NotPosted('Its host was not found.', false, error), '', 4),
    );
  };
}

/** @returns the status of the answer, whose body is left unread */
function send(url: URL, options: RequestOptions, body: string): Promise<number> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const sending = request(url, { ...options, method: 'POST', agent: false, signal }, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    sending.on('error', (error) => {
      if (error instanceof NotPosted) reject(error);
      else
        reject(
          new NotPosted(
            signal.aborted ? 'It did not answer in 10 seconds.' : 'It was not reached.',
            false,
            error,
          ),
        );
    });
    sending.end(body);
  });
}
