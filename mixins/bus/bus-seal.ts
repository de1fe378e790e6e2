import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { SECOND_MS, type Clock } from '../../lib/time.ts';
import type { ServiceKeys } from '../identity/service-keys.ts';
import type { PublicKeys } from '../identity/tokens.ts';
import { numberBytes, readEnvelope, writeEnvelope, type Envelope } from './envelope.ts';
import { issuePass, readPass, type NodePass } from './node-pass.ts';
import { ReplayWindow } from './replay-window.ts';

type Peer = {
  pass: NodePass;
  passText: string;
  signingKey: KeyObject;
  /** What the two nodes say to each other is under these keys, one for each direction. */
  toPeer: KeyObject;
  fromPeer: KeyObject;
  sent: bigint;
  received: ReplayWindow;
  lastSigned: bigint;
};
type Sealed = Extract<Envelope, { kind: 'sealed' }>;
type Signed = Extract<Envelope, { kind: 'signed' }>;
/** A packet that was proved: who sent it, which services that node runs, and what it says. */
export type ProvedPacket = { sender: string; services: readonly string[]; data: Buffer };

const CIPHER = 'aes-256-gcm';
const CONTEXT = 'sip-bus-1';
/** By how much the clocks of two nodes may differ; a signed packet that is older is a recorded one. */
const CLOCK_SKEW_MS = 30 * SECOND_MS;
/** Nodes of one service that are remembered; more than that are no cluster, but somebody who stole a key. */
const MAX_NODES_OF_SERVICE = 200;

/**
 * What one run of a node does to each packet. What is for all nodes is signed (Ed25519) under a pass that the node's services
 * signed; what is for one node is sealed (AES-256-GCM) under a key that only the two nodes can compute (X25519, HKDF-SHA-256).
 * Whoever holds no service's key reads nothing that is meant for one node and says nothing that a node believes; whoever
 * stole one service's key speaks for that service and reads what is sent to it, nothing else.
 */
export class BusSeal {
  readonly #nodeId: string;
  readonly #pass: string;
  readonly #serviceKeys: PublicKeys;
  readonly #clock: Clock;
  readonly #signing = generateKeyPairSync('ed25519');
  readonly #agreement = generateKeyPairSync('x25519');
  readonly #peers = new Map<string, Peer>();
  #lastNumber = 0n;

  constructor(nodeId: string, keys: ServiceKeys, clock: Clock) {
    this.#nodeId = nodeId;
    this.#serviceKeys = keys.public;
    this.#clock = clock;
    this.#pass = issuePass(keys, {
      nodeId,
      signingKey: rawKey(this.#signing.publicKey),
      agreementKey: rawKey(this.#agreement.publicKey),
      startedAt: Math.floor(clock().getTime() / 1000),
    });
    readPass(this.#pass, keys.public); // what the others would refuse is refused at once
  }

  /** A packet for every node. @param type of Moleculer's packet, which is proved with it */
  sign(type: string, data: Buffer): Buffer {
    const now = BigInt(this.#clock().getTime()) * 1_000n;
    this.#lastNumber = now > this.#lastNumber ? now : this.#lastNumber + 1n;
    const number = this.#lastNumber;
    const signature = sign(null, signedText(type, this.#pass, number, data), this.#signing.privateKey);
    return writeEnvelope({ kind: 'signed', pass: this.#pass, number, signature, data });
  }

  /** A packet for one node. @throws Error when nothing was heard of that node yet */
  seal(type: string, receiver: string, data: Buffer): Buffer {
    const peer = this.#peers.get(receiver);
    if (!peer) throw new Error(`the node ${receiver} has not shown a pass`);
    peer.sent += 1n;
    const cipher = createCipheriv(CIPHER, peer.toPeer, nonceOf(peer.sent));
    cipher.setAAD(Buffer.from(`${CONTEXT}|${type}`));
    const sealed = cipher.update(data);
    cipher.final(); // GCM holds nothing back
    return writeEnvelope({
      kind: 'sealed',
      sender: this.#nodeId,
      number: peer.sent,
      tag: cipher.getAuthTag(),
      data: sealed,
    });
  }

  /** Proves a packet. @throws Error that says why it is not believed */
  open(type: string, bytes: Buffer): ProvedPacket {
    const envelope = readEnvelope(bytes);
    return envelope.kind === 'signed' ? this.#openSigned(type, envelope) : this.#openSealed(type, envelope);
  }

  #openSealed(type: string, { sender, number, tag, data }: Sealed): ProvedPacket {
    const peer = this.#peers.get(sender);
    if (!peer) throw new Error('sealed by a node that has not shown a pass');
    const decipher = createDecipheriv(CIPHER, peer.fromPeer, nonceOf(number));
    decipher.setAAD(Buffer.from(`${CONTEXT}|${type}`));
    decipher.setAuthTag(tag);
    const opened = decipher.update(data);
    decipher.final(); // throws when the tag does not fit
    if (!peer.received.accept(number)) throw new Error('a packet that came before');
    return { sender, services: peer.pass.services, data: opened };
  }

  #openSigned(type: string, { pass: passText, number, signature, data }: Signed): ProvedPacket {
    const ageMs = this.#clock().getTime() - Number(number / 1_000n);
    if (Math.abs(ageMs) > CLOCK_SKEW_MS) throw new Error('a packet of another time');
    const peer = this.#peerOf(passText);
    if (!verify(null, signedText(type, passText, number, data), peer.signingKey, signature))
      throw new Error('a signature that is not the sender’s');
    if (number <= peer.lastSigned) throw new Error('a packet that came before');
    peer.lastSigned = number;
    this.#remember(peer);
    return { sender: peer.pass.nodeId, services: peer.pass.services, data };
  }

  /** The peer of a pass: the one that is known, or a new one, which counts when a packet of it was proved. */
  #peerOf(passText: string): Peer {
    const [first = ''] = passText.split('~');
    const known = this.#peers.get(nodeIdIn(first));
    if (known?.passText === passText) return known;
    const pass = readPass(passText, this.#serviceKeys);
    if (known && known.pass.startedAt > pass.startedAt)
      throw new Error('a pass of an earlier run of that node');
    return this.#meet(pass, passText);
  }

  #meet(pass: NodePass, passText: string): Peer {
    const mine = rawKey(this.#agreement.publicKey);
    const privateKey = this.#agreement.privateKey;
    const shared = diffieHellman({ privateKey, publicKey: keyFrom('X25519', pass.agreementKey) });
    const direction = (from: string, to: string) =>
      createSecretKey(Buffer.from(hkdfSync('sha256', shared, CONTEXT, `${from}>${to}`, 32)));
    return {
      pass,
      passText,
      signingKey: keyFrom('Ed25519', pass.signingKey),
      toPeer: direction(mine, pass.agreementKey),
      fromPeer: direction(pass.agreementKey, mine),
      sent: 0n,
      received: new ReplayWindow(),
      lastSigned: 0n,
    };
  }

  #remember(peer: Peer): void {
    const { nodeId } = peer.pass;
    if (!this.#peers.has(nodeId)) this.#forgetOldest(serviceIn(nodeId));
    this.#peers.set(nodeId, peer);
  }

  #forgetOldest(service: string): void {
    const nodes = [...this.#peers].filter(([nodeId]) => serviceIn(nodeId) === service);
    if (nodes.length < MAX_NODES_OF_SERVICE) return;
    const [oldest] = nodes.reduce((a, b) => (a[1].lastSigned <= b[1].lastSigned ? a : b));
    this.#peers.delete(oldest);
  }
}

const rawKey = (key: KeyObject): string => key.export({ format: 'jwk' }).x ?? '';
const keyFrom = (crv: 'X25519' | 'Ed25519', x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv, x }, format: 'jwk' });
function nonceOf(number: bigint): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(number, 4);
  return nonce;
}
/** The service that a node is named after. */
const serviceIn = (nodeId: string): string => nodeId.split('.')[0] ?? '';
const signedText = (type: string, pass: string, number: bigint, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${CONTEXT}|${type}|${pass}|`), numberBytes(number), data]);

/** The node id in the first statement of a pass, not yet proved; empty where there is none. */
function nodeIdIn(statement: string): string {
  try {
    const payload: unknown = JSON.parse(Buffer.from(statement.split('.')[1] ?? '', 'base64url').toString());
    return String((payload as { sub?: unknown }).sub);
  } catch {
    return '';
  }
}
