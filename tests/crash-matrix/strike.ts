import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Platform } from '../../contracts/values.ts';
import { MADE, type Fault } from './answers.ts';
import { moneyIn, type Call } from './money-calls.ts';
import { answer, forward, type Asked } from './wire.ts';

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

/** How long after the client has given up a late request takes effect. */
const LATE_MS = 1_200;

/** Stands between the product and the platforms: counts the calls to each, and lets one of them go wrong. */
export function interceptor() {
  const calls: Record<Platform, number> = { 'google-ads': 0, 'linkedin-ads': 0 };
  let strike: Strike | undefined;
  let hangs: ((body: string) => boolean) | undefined;
  let struckAt: number | undefined;
  const log: Call[] = [];
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
      log.push({ platform, at: Date.now(), ...moneyIn(asked) });
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
      log.length = 0;
    },
    /** Lets every call hang whose body is such, until told otherwise. */
    hang: (which: ((body: string) => boolean) | undefined): void => {
      hangs = which;
    },
    counted: (): Readonly<Record<Platform, number>> => ({ ...calls }),
    /** All calls in the order in which they arrived. */
    log: (): readonly Call[] => log,
    struckAt: (): number | undefined => struckAt,
    /** When a platform was next asked for something after a moment. */
    firstCallAfter: (platform: Platform, at: number): number | undefined =>
      log.find((call) => call.platform === platform && call.at > at)?.at,
    /** Until everything that was sent late has taken effect. */
    settled: async (): Promise<void> => {
      await Promise.allSettled(late);
      late.clear();
    },
  };
}
