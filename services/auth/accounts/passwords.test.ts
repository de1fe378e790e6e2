import { describe, expect, it } from 'vitest';
import { Passwords } from './passwords.ts';

/** What argon2 was told to spend, as a hash itself says: variant, memory, passes, lanes. */
const costOf = (hash: string) => /^\$argon2\w+\$v=\d+\$m=\d+,t=\d+,p=\d+\$/.exec(hash)?.[0];

describe('the check of a password that nobody has', () => {
  it('costs as much as the check of a real one', async () => {
    const passwords = new Passwords();
    const [nobody, somebody] = await Promise.all([passwords.prepare(), passwords.hash('a long walk')]);
    expect(costOf(nobody)).toBe(costOf(somebody));
    expect(costOf(nobody)).toMatch(/^\$argon2id/);
  });

  it('waits its turn for that work, and is refused with everybody else when too many wait', async () => {
    const passwords = new Passwords(1);
    await passwords.prepare();
    const others = Array.from({ length: 151 }, () => passwords.verify('$broken', 'x')); // one at work, 150 waiting
    const nobody = passwords.verify(undefined, 'x');
    await expect(nobody).rejects.toMatchObject({ code: 'SERVICE_OVERLOADED' });
    await Promise.allSettled(others);
  });
});

it('a password is checked whole, and an account that does not exist has none', async () => {
  const passwords = new Passwords();
  const long = 'x'.repeat(80);
  const stored = await passwords.hash(long);
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(stored, long)).toBe(true);
  expect(await passwords.verify(stored, long.slice(0, 72))).toBe(false);
  expect(await passwords.verify(undefined, 'the password of nobody at all')).toBe(false);
});

it('a flood of sign-ins is refused instead of kept waiting', async () => {
  const passwords = new Passwords(1);
  const answers = await Promise.allSettled(
    Array.from({ length: 155 }, () => passwords.verify('$broken', 'x')),
  );
  const refused = answers.filter(
    (a) => (a as { reason?: { code?: string } }).reason?.code === 'SERVICE_OVERLOADED',
  );
  expect(refused).toHaveLength(4);
  expect(await passwords.verify(undefined, 'x')).toBe(false);
});
