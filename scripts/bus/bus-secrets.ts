import { createUser } from 'nkeys.js';
import {
  generateServiceKeys,
  joinServiceKeys,
  KEY_HOLDERS,
  type KeyHolder,
} from '../../mixins/identity/service-keys.ts';
import { issueCertificate, makeAuthority, type Certificate } from './certificates.ts';

/** Everything secret about the bus, from which all its files are made. */
export type BusSecrets = {
  /** The names and addresses of the NATS server. */
  hosts: readonly string[];
  /** Who signs the server's certificate, and after a change also who did before; all of them are believed. */
  authorities: readonly Certificate[];
  server: Certificate;
  serviceKeys: { public: string; perService: Record<string, string> };
  /** The credential of each process on NATS: the seed of its NKEY, by the services that it runs (`ai`, `gateway,campaign`). */
  seeds: Readonly<Record<string, string>>;
};
/** What is wanted beyond what is there. */
export type Wishes = {
  hosts?: readonly string[];
  /** Processes that run several services, as in SERVICES. */
  sets?: readonly string[];
  /** What is made anew: `certificate`, `authority`, `keys`, or the name of a process. */
  renew?: readonly string[];
};

/** What docker-compose.yml and k8s/ call the server. */
const HOSTS = ['nats', 'nats.sip', 'nats.sip.svc', 'nats.sip.svc.cluster.local'];

/**
 * Makes what is missing or is to be made anew, and keeps the rest. A new authority signs nothing yet: every node learns
 * of it first, and the next new certificate is from it and ends the one before.
 * @throws Error for a set or a thing to renew that there is not
 */
export async function completeBusSecrets(
  known: BusSecrets | undefined,
  { hosts = [], sets = [], renew = [] }: Wishes,
  now: Date,
): Promise<BusSecrets> {
  const processes = [...new Set([...KEY_HOLDERS, ...Object.keys(known?.seeds ?? {}), ...sets.map(setName)])];
  const things = ['certificate', 'authority', 'keys', ...processes];
  const unknown = renew.find((thing) => !things.includes(thing));
  if (unknown !== undefined)
    throw new Error(`There is no ${unknown} to renew: choose from ${things.join(', ')}.`);
  const before = known?.authorities ?? [];
  const authorities =
    before.length === 0 || renew.includes('authority') ? [await makeAuthority(now), ...before] : before;
  const allHosts = [...new Set([...HOSTS, ...(known?.hosts ?? []), ...hosts])];
  const keepsServer =
    known && !renew.includes('certificate') && allHosts.length === known.hosts.length
      ? known.server
      : undefined;
  const [newest] = authorities as [Certificate];
  return {
    hosts: allHosts,
    authorities: keepsServer ? authorities : [newest],
    server: keepsServer ?? (await issueCertificate(newest, allHosts, now)),
    serviceKeys: known && !renew.includes('keys') ? known.serviceKeys : serviceKeys(),
    seeds: Object.fromEntries(
      processes.map((name) => [name, (renew.includes(name) ? undefined : known?.seeds[name]) ?? newSeed()]),
    ),
  };
}

/** The settings of each process that no other may see, by its name (`ai`, `gateway,campaign`). */
export function settingsOf({
  authorities,
  serviceKeys: keys,
  seeds,
}: BusSecrets): Record<string, Record<string, string>> {
  const ca = Buffer.from(authorities.map(({ certificate }) => certificate).join('')).toString('base64');
  return Object.fromEntries(
    Object.entries(seeds).map(([name, seed]) => [
      name,
      {
        SERVICE_KEYS: joinServiceKeys(keys.perService, holdersIn(name)),
        SERVICE_PUBLIC_KEYS: keys.public,
        NATS_CA: ca,
        NATS_NKEY: seed,
      },
    ]),
  );
}

/** The services that a process runs, or the operator. @throws Error for a name that nobody has */
export function holdersIn(process: string): KeyHolder[] {
  return process.split(',').map((name) => {
    const holder = KEY_HOLDERS.find((one) => one === name.trim());
    if (holder === undefined)
      throw new Error(`There is no service ${name}: choose from ${KEY_HOLDERS.join(', ')}.`);
    return holder;
  });
}

const setName = (set: string): string => holdersIn(set).join(',');
const newSeed = (): string => new TextDecoder().decode(createUser().getSeed());
function serviceKeys(): BusSecrets['serviceKeys'] {
  const { public: open, perService } = generateServiceKeys();
  return { public: open, perService };
}
