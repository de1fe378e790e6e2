import { fromSeed } from 'nkeys.js';
import { permissionsOf } from '../../mixins/bus/permissions.ts';
import { holdersIn, type BusSecrets } from './bus-secrets.ts';

/** The names of the server's certificate and key, in the folder of its configuration. */
export const SERVER_FILES = { config: 'nats-server.conf', certificate: 'server.crt', key: 'server.key' };

/**
 * The configuration of nats-server: TLS only, and one credential a process with what it may send and hear. It holds public
 * keys and no secret. What the server tells of itself (monitoring) is told inside of its own container only.
 * @param folder where the server finds its certificate and key
 */
export function natsConfig(seeds: BusSecrets['seeds'], folder = '/etc/nats'): string {
  const users = Object.entries(seeds).map(([process, seed]) => {
    const nkey = fromSeed(Buffer.from(seed)).getPublicKey();
    const { publish, subscribe } = permissionsOf(holdersIn(process));
    return [
      `    # ${process}`,
      `    { nkey: ${nkey}, permissions: {`,
      `      publish: ${JSON.stringify(publish)}`,
      `      subscribe: ${JSON.stringify(subscribe)}`,
      '    } }',
    ].join('\n');
  });
  return `# Written by npm run bus:secrets; docs/decisions/0014-the-bus-knows-its-services.md says why.
listen: "0.0.0.0:4222"
http: "127.0.0.1:8222"
max_subscriptions: 200
tls {
  cert_file: "${folder}/${SERVER_FILES.certificate}"
  key_file: "${folder}/${SERVER_FILES.key}"
  timeout: 2
}
authorization {
  timeout: 2
  users: [
${users.join('\n')}
  ]
}
`;
}
