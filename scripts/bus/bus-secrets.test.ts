import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromSeed } from 'nkeys.js';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { natsOptions } from '../../mixins/bus/connection.ts';
import { readServiceKeys } from '../../mixins/identity/service-keys.ts';
import { writeBusFiles } from './bus-files.ts';
import { completeBusSecrets, settingsOf, type BusSecrets, type Wishes } from './bus-secrets.ts';
import { natsConfig } from './nats-config.ts';

const NOW = new Date('2026-11-27T21:00:00.000Z');
const LATER = new Date('2027-11-27T21:00:00.000Z');
let made: BusSecrets;
beforeAll(async () => {
  made = await completeBusSecrets(undefined, {}, NOW);
});
const again = (wishes: Wishes, known = made) => completeBusSecrets(known, wishes, LATER);
const read = ({ certificate }: { certificate: string }) => new X509Certificate(certificate);

describe('the certificate of the NATS server', () => {
  it('is signed by our own authority, for the names in compose and Kubernetes, for thirteen months', () => {
    const [authority] = made.authorities;
    const server = read(made.server);
    expect(server.verify(read(authority!).publicKey)).toBe(true);
    expect(server.checkIssued(read(authority!))).toBe(true);
    for (const host of ['nats', 'nats.sip.svc.cluster.local']) expect(server.checkHost(host)).toBe(host);
    expect(server.checkHost('nats.other')).toBeUndefined();
    expect(server.ca).toBe(false);
    const days = (server.validToDate.getTime() - NOW.getTime()) / 86_400_000;
    expect(days).toBe(397);
    expect(server.validFromDate.getTime()).toBeLessThan(NOW.getTime());
  });

  it('is made anew when it is renewed or the server gets another name, by the same authority', async () => {
    const renewed = await again({ renew: ['certificate'] });
    const named = await again({ hosts: ['10.0.0.7', 'bus.company.com'] });
    for (const { server, authorities } of [renewed, named]) {
      expect(server).not.toEqual(made.server);
      expect(authorities).toEqual(made.authorities);
      expect(read(server).checkIssued(read(authorities[0]!))).toBe(true);
    }
    expect(read(named.server).checkIP('10.0.0.7')).toBe('10.0.0.7');
    expect(await again({ hosts: ['10.0.0.7'] }, named)).toEqual(named);
  });

  it('is changed to another authority in two steps, so that nobody meets one that he does not know', async () => {
    const first = await again({ renew: ['authority'] });
    expect(first.server).toEqual(made.server);
    expect(first.authorities).toHaveLength(2);
    const believed = Buffer.from(settingsOf(first)['ai']?.['NATS_CA'] ?? '', 'base64').toString();
    for (const { certificate } of first.authorities) expect(believed).toContain(certificate);
    const second = await again({ renew: ['certificate'] }, first);
    expect(read(second.server).checkIssued(read(first.authorities[0]!))).toBe(true);
    expect(second.authorities).toEqual([first.authorities[0]]);
  });
});

describe('credentials and keys', () => {
  it('stay as they are until they are renewed, one by one', async () => {
    expect(await again({})).toEqual(made);
    const { seeds, ...rest } = await again({ renew: ['ai'] });
    const { ai, ...others } = seeds;
    expect({ ...rest, seeds: { ...others, ai: made.seeds['ai'] } }).toEqual(made);
    expect(ai).not.toBe(made.seeds['ai']);
    const { serviceKeys, ...same } = await again({ renew: ['keys'] });
    expect({ ...same, serviceKeys: made.serviceKeys }).toEqual(made);
    expect(serviceKeys.public).not.toBe(made.serviceKeys.public);
  });

  it('are one for a process that runs several services, with the keys of those and no others', async () => {
    const { seeds } = await again({ sets: ['gateway, campaign,analytics'] });
    expect(Object.keys(seeds)).toContain('gateway,campaign,analytics');
    const own = settingsOf({ ...made, seeds })['gateway,campaign,analytics'];
    const { signing } = readServiceKeys(own?.['SERVICE_KEYS'], own?.['SERVICE_PUBLIC_KEYS']);
    expect([...signing.keys()]).toEqual(['gateway', 'campaign', 'analytics']);
  });

  it('are such as a node can read', () => {
    for (const settings of Object.values(settingsOf(made)))
      expect(natsOptions('tls://nats:4222', 'x', settings)).toHaveProperty('authenticator');
  });

  it('are not made for what there is not', async () => {
    await expect(again({ sets: ['gateway,campain'] })).rejects.toThrow('There is no service campain');
    await expect(again({ renew: ['certificat'] })).rejects.toThrow('There is no certificat to renew');
  });

  it('stand in the configuration of the server as public keys only', () => {
    const config = natsConfig(made.seeds);
    for (const seed of Object.values(made.seeds)) {
      expect(config).not.toContain(seed);
      expect(config).toContain(fromSeed(Buffer.from(seed)).getPublicKey());
    }
  });
});

describe('deploy/bus', () => {
  it('is entered by its owner only, completed and not overwritten', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sip-bus-files-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const first = await writeBusFiles(folder, {}, NOW);
    const second = await writeBusFiles(folder, { sets: ['gateway,campaign'] }, LATER);
    expect({ ...second, seeds: { ...second.seeds, 'gateway,campaign': undefined } }).toEqual(first);
    const modeOf = async (name: string) => (await stat(join(folder, name))).mode & 0o777;
    expect(await modeOf('.')).toBe(0o700);
    const names = await readdir(folder);
    expect(names).toEqual(expect.arrayContaining(['ai.env', 'gateway-campaign.env', 'operator.env']));
    for (const name of names.filter((one) => /\.(env|json)$/.test(one)))
      expect(await modeOf(name)).toBe(0o600);
    expect(await readFile(join(folder, 'ai.env'), 'utf8')).toContain(`NATS_NKEY=${first.seeds['ai']}\n`);
  });

  it('is left alone when its secrets cannot be read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sip-bus-files-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'secrets.json'), '{"seeds": ');
    await expect(writeBusFiles(folder, {}, NOW)).rejects.toThrow('secrets.json is damaged');
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });
});
