/** A packet on the bus. Signed: readable by every node. Sealed: for one node alone. Numbers grow with each packet of a sender. */
export type Envelope =
  | { kind: 'signed'; pass: string; number: bigint; signature: Buffer; data: Buffer }
  | { kind: 'sealed'; sender: string; number: bigint; tag: Buffer; data: Buffer };

const VERSION = 1;
const SIGNED = 1;
const SEALED = 2;
const SIGNATURE_BYTES = 64;
const TAG_BYTES = 16;
const MAX_NAME_BYTES = 16_384;

/** Layout: version, kind, length of the name (2 bytes), name (the pass, or the sender's node id), number (8), proof, data. */
export function writeEnvelope(envelope: Envelope): Buffer {
  const signed = envelope.kind === 'signed';
  const name = Buffer.from(signed ? envelope.pass : envelope.sender);
  const head = Buffer.alloc(4);
  head.writeUInt8(VERSION, 0);
  head.writeUInt8(signed ? SIGNED : SEALED, 1);
  head.writeUInt16BE(name.length, 2);
  const proof = signed ? envelope.signature : envelope.tag;
  return Buffer.concat([head, name, numberBytes(envelope.number), proof, envelope.data]);
}

/** @throws Error for bytes that are no envelope */
export function readEnvelope(bytes: Buffer): Envelope {
  if (bytes.length < 4 || bytes.readUInt8(0) !== VERSION) throw new Error('not an envelope of this version');
  const kind = bytes.readUInt8(1);
  const length = bytes.readUInt16BE(2);
  const proofLength = kind === SIGNED ? SIGNATURE_BYTES : TAG_BYTES;
  const numberAt = 4 + length;
  const dataAt = numberAt + 8 + proofLength;
  if (length > MAX_NAME_BYTES || bytes.length < dataAt) throw new Error('an envelope that is cut off');
  const name = bytes.toString('utf8', 4, numberAt);
  const number = bytes.readBigUInt64BE(numberAt);
  const proof = bytes.subarray(numberAt + 8, dataAt);
  const data = bytes.subarray(dataAt);
  if (kind === SIGNED) return { kind: 'signed', pass: name, number, signature: proof, data };
  if (kind === SEALED) return { kind: 'sealed', sender: name, number, tag: proof, data };
  throw new Error('an envelope of no known kind');
}

/** The number of a packet as eight bytes. */
export function numberBytes(number: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(number);
  return bytes;
}
