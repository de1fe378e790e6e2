import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startStamp } from '@sip/local-servers/process-identity';
import { scratchFolder } from '@sip/local-servers/testing/scratch';
import { acquireOwnership, isOwned } from './owner-lock.ts';

describe('ownership of a folder', () => {
  it('has one holder at a time and can be given back', () => {
    const lock = join(scratchFolder(), 'lock');
    const release = acquireOwnership(lock, '/data');
    expect(isOwned(lock)).toBe(true);
    expect(() => acquireOwnership(lock, '/data')).toThrow(/^The data folder \/data is in use by process \d+/);
    release();
    expect(existsSync(lock)).toBe(false);
    acquireOwnership(lock, '/data')();
  });

  it('passes on from a process that is gone', () => {
    const lock = join(scratchFolder(), 'lock');
    writeFileSync(lock, '2147483646 1');
    acquireOwnership(lock, '/data')();
  });

  it('passes on when the id of the former owner now belongs to another process', () => {
    const lock = join(scratchFolder(), 'lock');
    expect(startStamp(process.pid)).not.toBeNull();
    writeFileSync(lock, `${String(process.pid)} started-long-ago`);
    acquireOwnership(lock, '/data')();
  });

  it('is refused when the folder cannot be written', () => {
    const folder = scratchFolder();
    expect(() => acquireOwnership(join(folder, 'missing', 'lock'), folder)).toThrow('cannot be used');
  });
});
