import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { readJws, signJws, type SignedKind } from '../identity/jws.ts';
import type { ServiceKeys } from '../identity/service-keys.ts';
import type { PublicKeys } from '../identity/tokens.ts';
import { NODE_NAME } from '../node-id.ts';

/** What a process proves of itself on the bus: its node id, the services it runs, and the public keys of this one run. */
export type NodePass = {
  nodeId: string;
  services: readonly string[];
  /** Ed25519, raw, base64url: signs what is for every node. */
  signingKey: string;
  /** X25519, raw, base64url: agrees with each other node on the key of what the two say to each other. */
  agreementKey: string;
  /** When the process started, in seconds: of two runs under one node id the later one counts. */
  startedAt: number;
};

const passOf = (service: string): SignedKind => ({
  typ: 'bus+jwt',
  issuer: `service:${service}`,
  audience: 'sip-bus',
});
const Claims = z.object({
  sub: z.string().max(200).regex(NODE_NAME),
  sig: z.string(),
  agr: z.string(),
  iat: z.int(),
});

/** Signs a pass with the key of every service that the node runs: one JWS (ES256) each, with `~` between them. */
export function issuePass(keys: ServiceKeys, pass: Omit<NodePass, 'services'>): string {
  const { nodeId: sub, signingKey: sig, agreementKey: agr, startedAt: iat } = pass;
  return [...keys.signing.values()]
    .map((signing) => signJws(signing, { sub, sig, agr, iat }, passOf(signing.kid)))
    .join('~');
}

/**
 * Reads a pass: each service in it signed the same node and keys, and the node id names one of them first
 * (`campaign`, `campaign.2`), so that a service's stolen key cannot take the place of another service's node.
 * @throws Error that says what is wrong
 */
export function readPass(text: string, keys: PublicKeys): NodePass {
  const parts = text.split('~');
  const statements = parts.map((part) => readStatement(part, keys));
  const [first] = statements;
  if (!first) throw new Error('an empty pass');
  const { service: _service, ...node } = first;
  if (statements.some((other) => !sameNode(other, first)))
    throw new Error('the services of a pass name different nodes');
  const services = statements.map(({ service }) => service);
  if (!services.includes(node.nodeId.split('.')[0] ?? ''))
    throw new Error(`the node ${node.nodeId} is not named after one of its services: ${services.join(', ')}`);
  return { ...node, services };
}

type Statement = Omit<NodePass, 'services'> & { service: string };

function readStatement(part: string, keys: PublicKeys): Statement {
  const kid = jwt.decode(part, { complete: true })?.header.kid ?? '';
  const key = keys.get(kid);
  if (!key) throw new Error(`no public key of service ${kid.slice(0, 40)}`);
  const { sub, sig, agr, iat } = Claims.parse(readJws(part, key, passOf(kid)));
  return { service: kid, nodeId: sub, signingKey: sig, agreementKey: agr, startedAt: iat };
}

const sameNode = (a: Statement, b: Statement): boolean =>
  a.nodeId === b.nodeId &&
  a.signingKey === b.signingKey &&
  a.agreementKey === b.agreementKey &&
  a.startedAt === b.startedAt;
