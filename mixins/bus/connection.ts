import { checkServerIdentity, type PeerCertificate, type SecureVersion } from 'node:tls';
import { nkeyAuthenticator, type Authenticator } from 'nats';
import { fromSeed } from 'nkeys.js';
import type { NodeSettings } from '../node-settings.ts';
import { hostsOf, speaksTls } from './address.ts';

/** How a node connects to NATS: the options of Moleculer's transporter, which are those of the client. */
export type NatsOptions = {
  url: string;
  name: string;
  tls?: {
    ca?: string;
    minVersion: SecureVersion;
    checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined;
  };
  authenticator?: Authenticator;
  ignoreAuthErrorAbort: true;
};
type BusSettings = Pick<NodeSettings, 'NATS_CA' | 'NATS_NKEY' | 'NATS_SERVER_NAME'>;

/** Moleculer's transporter; null where there is no bus. */
export const natsTransporter = ({ NATS_URL: url, ...settings }: NodeSettings, nodeId: string) =>
  url === undefined ? null : { type: 'NATS', options: natsOptions(url, nodeId, settings) };

/**
 * The way to the bus. With `tls://` nothing is said before the server has shown a certificate that a known authority signed
 * and that bears its name; a server without TLS is refused. The credential is a key (NKEY): it signs what the server asks
 * and never leaves the process. @throws Error when the credential or the certificates cannot be read
 */
export function natsOptions(url: string, nodeId: string, settings: BusSettings): NatsOptions {
  const { NATS_CA, NATS_NKEY, NATS_SERVER_NAME } = settings;
  return {
    url,
    name: nodeId,
    ...(speaksTls(url)
      ? {
          tls: {
            ...(NATS_CA === undefined ? {} : { ca: certificatesIn(NATS_CA) }),
            minVersion: 'TLSv1.3',
            checkServerIdentity: serverCheck(NATS_SERVER_NAME ? [NATS_SERVER_NAME] : hostsOf(url)),
          },
        }
      : {}),
    ...(NATS_NKEY === undefined ? {} : { authenticator: nkeyAuthenticator(seedIn(NATS_NKEY)) }),
    ignoreAuthErrorAbort: true, // a bus that is given new credentials may refuse for a while; the client asks again
  };
}

/**
 * Checks a certificate against the names by which the servers are known. The client itself does not: where the address
 * is an IP, it leaves Node to compare with `localhost`.
 */
const serverCheck =
  (names: readonly string[]) =>
  (_host: string, certificate: PeerCertificate): Error | undefined => {
    const faults = names.map((name) => checkServerIdentity(name, certificate));
    return faults.every((fault) => fault !== undefined) ? faults[0] : undefined;
  };

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function certificatesIn(setting: string): string {
  const certificates = Buffer.from(setting, 'base64').toString().match(CERTIFICATE);
  if (!certificates)
    throw new Error(
      'NATS_CA is not readable: it must be certificates in PEM, in base64 (npm run bus:secrets).',
    );
  return certificates.join('\n');
}

function seedIn(setting: string): Uint8Array {
  const seed = Buffer.from(setting);
  try {
    fromSeed(seed);
    return seed;
  } catch {
    throw new Error('NATS_NKEY is not readable: it must be the seed of a user (npm run bus:secrets).');
  }
}
