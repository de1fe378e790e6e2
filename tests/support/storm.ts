import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createUser } from 'nkeys.js';
import { forgedPackets } from './evil-peer.ts';

/** Somebody without a credential of ours: how he tries to get into a bus. `said` is all that the server told him. */
export type Attempt = { way: string; entered: boolean; said: string };
export const WAYS = [
  'in clear',
  'unnamed',
  'with a key of his own',
  'with a password',
  'without a word',
] as const;
type Way = (typeof WAYS)[number];

const PATIENCE_MS = 3_000;
/** Listens to everything and publishes what makes nodes look dead. */
const DEEDS = [
  'SUB > 1\r\n',
  ...forgedPackets().map(({ type, data }) => `PUB MOL-sip.${type} ${data.length}\r\n${data.toString()}\r\n`),
  'PING\r\n',
].join('');

/** Tries to enter the bus in one way, over TLS unless it is `in clear`. Whoever gets an answer to his PING is in. */
export async function tryToEnter(url: string, way: Way): Promise<Attempt> {
  const { hostname: host, port } = new URL(url);
  const plain = connect({ host, port: Number(port) });
  let said = '';
  const attempt = () => ({ way, entered: said.includes('PONG'), said });
  try {
    const [greeting] = (await once(plain, 'data')) as [Buffer];
    said = greeting.toString();
    const info = JSON.parse(/^INFO (\{.*\})/.exec(said)?.[1] ?? '{}') as Info;
    const socket =
      way === 'in clear' || info.tls_required !== true
        ? plain
        : connectTls({ socket: plain, rejectUnauthorized: false });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.write(`${introduction(way, info.nonce ?? '')}${DEEDS}`);
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('PONG')) socket.destroy();
    });
    await once(socket, 'close');
    return attempt();
  } catch {
    return attempt(); // cut off
  } finally {
    plain.destroy();
  }
}
type Info = { tls_required?: boolean; nonce?: string };

function introduction(way: Way, nonce: string): string {
  const connectAs = (more: object) => `CONNECT ${JSON.stringify({ verbose: false, ...more })}\r\n`;
  if (way === 'without a word') return '';
  if (way === 'with a password') return connectAs({ user: 'auth', pass: 'password' });
  if (way !== 'with a key of his own') return connectAs({});
  const own = createUser();
  const sig = Buffer.from(own.sign(Buffer.from(nonce))).toString('base64url');
  return connectAs({ nkey: own.getPublicKey(), sig });
}

/** As a program: tries every way at once, again and again, until standard input ends; then tells what came of it. */
async function storm(url: string): Promise<void> {
  const attempts: Attempt[] = [];
  let over = false;
  const lane = async (way: Way) => {
    while (!over) attempts.push(await tryToEnter(url, way));
  };
  const lanes = [...WAYS, ...WAYS].map(lane);
  process.stdin.on('end', () => (over = true)).resume();
  await Promise.all(lanes);
  const entered = attempts.filter((one) => one.entered).length;
  const said = [...new Set(attempts.map((one) => one.said.replaceAll(/^INFO .*$/gm, '')))].join('');
  process.stdout.write(JSON.stringify({ attempts: attempts.length, entered, said }));
}
export type StormReport = { attempts: number; entered: number; said: string };

if (process.argv[1] === import.meta.filename) await storm(process.argv[2] ?? '');
