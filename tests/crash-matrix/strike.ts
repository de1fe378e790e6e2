import { request as send, createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Platform } from '../../contracts/values.ts';

/** What goes wrong with one call to a platform. `before`: the platform never sees it; `after`: it did its work. */
export const FAULTS = [
  'none',
  '500-before',
  '500-after',
  'cut-before',
  'cut-after',
  'hang-after',
  'late',
  'twice',
  'slow-down',
  'sign-in',
  'forbidden',
  'html-404',
  'vendor-404',
  'html-200',
  'empty-200',
  'truncated',
] as const;
export type Fault = (typeof FAULTS)[number];
/** Which process dies with that call, and when. */
export const KILLS = [
  'none',
  'platforms-before',
  'platforms-after',
  'campaign-before',
  'campaign-after',
] as const;
export type Kill = (typeof KILLS)[number];

/** What happens at the n-th call to a platform from the moment at which it is armed. */
export type Strike = {
  platform: Platform;
  call: number;
  fault: Fault;
  kill: Kill;
  /** Done before the call goes on: an edit in the platform's page, a pause that somebody asks for. */
  meanwhile: () => Promise<void>;
  /** Ends a process as a power cut does; the node is the one that makes the call. */
  die: (kill: Kill, node: string) => Promise<void>;
};

export type Interceptor = ReturnType<typeof interceptor>;

type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer };
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };
/** How long after the client has given up a late request takes effect. */
const LATE_MS = 1_200;

/** Stands between the product and the platforms: counts the calls to each, and lets one of them go wrong. */
export function interceptor() {
  const calls: Record<Platform, number> = { 'google-ads': 0, 'linkedin-ads': 0 };
  let strike: Strike | undefined;
  let hangs: ((body: string) => boolean) | undefined;
  let struckAt: number | undefined;
  const callTimes: { platform: Platform; at: number }[] = [];
  const late = new Set<Promise<unknown>>();

  async function handle(
    platform: Platform,
    target: URL,
    node: string,
    asked: Asked,
    response: ServerResponse,
  ) {
    const isWork = !/token|oauth|revoke/i.test(asked.path);
    if (isWork) {
      calls[platform] += 1;
      callTimes.push({ platform, at: Date.now() });
    }
    if (isWork && hangs?.(asked.body.toString()) === true) return; // the client's patience ends it
    const hit =
      isWork && strike?.platform === platform && calls[platform] === strike.call ? strike : undefined;
    if (!hit) return answer(response, await forward(target, asked));
    strike = undefined;
    struckAt = Date.now();
    await hit.meanwhile();
    if (hit.kill.endsWith('-before')) {
      await hit.die(hit.kill, node);
      if (hit.kill.startsWith('platforms')) return response.destroy();
    }
    await suffer(hit.fault, platform, target, asked, response, async () => {
      if (hit.kill.endsWith('-after')) await hit.die(hit.kill, node);
    });
  }

  async function suffer(
    fault: Fault,
    platform: Platform,
    target: URL,
    asked: Asked,
    response: ServerResponse,
    done: () => Promise<void>,
  ): Promise<void> {
    const through = async () => {
      const given = await forward(target, asked);
      await done();
      return given;
    };
    const made = MADE[fault];
    if (made) {
      await done();
      return answer(response, made(platform));
    }
    switch (fault) {
      case 'cut-before':
        await done();
        response.destroy();
        return;
      case '500-after':
        await through();
        return answer(response, MADE['500-before']!(platform));
      case 'cut-after':
        await through();
        response.destroy();
        return;
      case 'hang-after':
        await through(); // and never an answer: the client's patience ends it
        return;
      case 'late':
        await done();
        late.add(new Promise((r) => setTimeout(r, LATE_MS)).then(() => forward(target, asked)));
        return;
      case 'twice':
        await forward(target, asked);
        await through().then((given) => answer(response, given));
        return;
      case 'truncated': {
        const given = await through();
        return answer(response, {
          ...given,
          body: given.body.subarray(0, Math.floor(given.body.length / 2)),
        });
      }
      default:
        return answer(response, await through());
    }
  }

  return {
    /** A port at which one node finds one platform. */
    async stand(
      platform: Platform,
      targetUrl: string,
      node: string,
    ): Promise<{ url: string; close(): void }> {
      const target = new URL(targetUrl);
      const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const { method = 'GET', url: path = '/', headers } = request;
          handle(
            platform,
            target,
            node,
            { method, path, headers, body: Buffer.concat(chunks) },
            response,
          ).catch(() => response.destroy());
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      return {
        url: `http://127.0.0.1:${port}`,
        close: () => {
          server.close();
          server.closeAllConnections();
        },
      };
    },
    /** Calls are counted anew from here. */
    arm(next: Strike | undefined): void {
      calls['google-ads'] = 0;
      calls['linkedin-ads'] = 0;
      strike = next;
      struckAt = undefined;
      callTimes.length = 0;
    },
    /** Lets every call hang whose body is such, until told otherwise. */
    hang: (which: ((body: string) => boolean) | undefined): void => {
      hangs = which;
    },
    counted: (): Readonly<Record<Platform, number>> => ({ ...calls }),
    struckAt: (): number | undefined => struckAt,
    /** When a platform was next asked for something after a moment. */
    firstCallAfter: (platform: Platform, at: number): number | undefined =>
      callTimes.find((call) => call.platform === platform && call.at > at)?.at,
    /** Until everything that was sent late has taken effect. */
    settled: async (): Promise<void> => {
      await Promise.allSettled(late);
      late.clear();
    },
  };
}

const json = (status: number, body: unknown, headers: IncomingHttpHeaders = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify(body)),
});
const html = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from(`<html><body><h1>${status}</h1>nginx</body></html>`),
});
const google = (status: number, code: string, error: object, message: string): Answer =>
  json(status, {
    error: {
      code: status,
      status: code,
      message,
      details: [
        {
          '@type': 'type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure',
          errors: [{ errorCode: error, message }],
        },
      ],
    },
  });

/** Answers that nobody at the platform's own code has given, or that it gives without doing anything. */
const MADE: Partial<Record<Fault, (platform: Platform) => Answer>> = {
  '500-before': (platform) =>
    platform === 'google-ads'
      ? google(500, 'INTERNAL', { internalError: 'INTERNAL_ERROR' }, 'An internal error occurred.')
      : json(500, { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Internal Server Error' }),
  'slow-down': (platform) =>
    platform === 'google-ads'
      ? google(
          429,
          'RESOURCE_EXHAUSTED',
          { quotaError: 'RESOURCE_TEMPORARILY_EXHAUSTED' },
          'Too many requests. Retry in 1 seconds.',
        )
      : json(429, {
          status: 429,
          code: 'TOO_MANY_REQUESTS',
          serviceErrorCode: 101,
          message: 'Resource level throttle MEMBER SECOND limit for calls to this resource is reached.',
        }),
  'sign-in': (platform) =>
    platform === 'google-ads'
      ? google(
          401,
          'UNAUTHENTICATED',
          { authenticationError: 'OAUTH_TOKEN_EXPIRED' },
          'Request had invalid authentication credentials.',
        )
      : json(401, {
          status: 401,
          serviceErrorCode: 65_602,
          code: 'EXPIRED_ACCESS_TOKEN',
          message: 'The token has expired.',
        }),
  forbidden: (platform) =>
    platform === 'google-ads'
      ? google(
          403,
          'PERMISSION_DENIED',
          { authorizationError: 'ACTION_NOT_PERMITTED' },
          'The user does not have permission to execute this action on the resource.',
        )
      : json(403, {
          status: 403,
          serviceErrorCode: 100,
          code: 'ACCESS_DENIED',
          message: 'Not enough permissions to access this entity.',
        }),
  'vendor-404': (platform) =>
    platform === 'google-ads'
      ? google(404, 'NOT_FOUND', { mutateError: 'RESOURCE_NOT_FOUND' }, 'Resource was not found.')
      : json(404, {
          status: 404,
          serviceErrorCode: 0,
          code: 'RESOURCE_NOT_FOUND',
          message: 'The requested resource was not found.',
        }),
  'html-404': () => html(404),
  'html-200': () => html(200),
  'empty-200': () => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.alloc(0),
  }),
};

function forward(target: URL, { method, path, headers, body }: Asked): Promise<Answer> {
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

function answer(response: ServerResponse, { status, headers, body }: Answer): void {
  const {
    'transfer-encoding': _chunked,
    'content-length': _length,
    connection: _connection,
    ...kept
  } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length });
  response.end(body);
}
