import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BloomFilter, NotAFilter } from './bloom-filter.ts';

const members = Array.from({ length: 2000 }, (_, i) => `member ${i}`);
function filled(rate: number): BloomFilter {
  const filter = BloomFilter.for(members.length, rate);
  for (const member of members) filter.add(member);
  return filter;
}

describe('a filter', () => {
  it('finds every password that is in it, as it was and as it was written down', () => {
    const filter = filled(1e-6);
    const read = BloomFilter.parse(filter.toBytes());
    expect(members.filter((member) => !filter.has(member) || !read.has(member))).toEqual([]);
    expect(read.passwords).toBe(2000);
  });

  it.each([0.1, 0.01])('takes others for one of its own at the rate that it was made for: %f', (rate) => {
    const filter = filled(rate);
    const wrong = Array.from({ length: 20_000 }, (_, i) => filter.has(`other ${i}`)).filter(Boolean).length;
    expect(wrong / 20_000).toBeGreaterThan(rate * 0.7);
    expect(wrong / 20_000).toBeLessThan(rate * 1.4);
  });

  it('is as small as its rate allows: 1.44 bits a password for each halving', () => {
    expect(filled(1e-6).toBytes().length).toBe(32 + Math.ceil((2000 * 1.4427 * Math.log2(1e6)) / 8));
  });

  it('knows a password by its SHA-1 alone', () => {
    const filter = BloomFilter.for(1, 1e-6);
    filter.addHash(createHash('sha1').update('dragon').digest());
    expect([filter.has('dragon'), filter.has('Dragon')]).toEqual([true, false]);
  });

  it('of nothing finds nothing', () => {
    expect(BloomFilter.parse(BloomFilter.for(0, 1e-6).toBytes()).has('dragon')).toBe(false);
  });
});

const damaged = (at: number, value: number) => {
  const bytes = filled(0.01).toBytes();
  bytes.writeUInt32BE(value, at);
  return bytes;
};
it.each([
  ['empty', Buffer.alloc(0)],
  ['a list of words', Buffer.from('password\n'.repeat(20))],
  ['cut off', filled(0.01).toBytes().subarray(0, -1)],
  ['cut off within its header', filled(0.01).toBytes().subarray(0, 31)],
  ['longer than it says', Buffer.concat([filled(0.01).toBytes(), Buffer.alloc(1)])],
  ['of another version', damaged(8, 2)],
  ['without hashes', damaged(12, 0)],
  ['of too many hashes', damaged(12, 31)],
])('a file that is %s is no filter', (_what, bytes) => {
  expect(() => BloomFilter.parse(bytes)).toThrow(NotAFilter);
});
