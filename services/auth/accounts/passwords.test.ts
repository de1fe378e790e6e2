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
