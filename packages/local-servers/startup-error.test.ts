import { describe, expect, it } from 'vitest';
import { StartupError, folderError } from './startup-error.ts';

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: failed`), { code });
}

describe('what goes wrong at the start is told in one sentence', () => {
  it.each([
    ['EROFS', 'The folder /data cannot be written (EROFS): choose a writable folder or correct its owner.'],
    ['ENOSPC', 'The disk that holds /data is full: free some space and start again.'],
    ['ENOTDIR', '/data is not a folder: choose another data folder.'],
  ])('%s', (code, sentence) => {
    const error = folderError(failure(code), '/data');
    expect(error).toBeInstanceOf(StartupError);
    expect(error.message).toBe(sentence);
  });

  it('a sentence that is there already stays as it is', () => {
    const error = new StartupError('Known.');
    expect(folderError(error, '/data')).toBe(error);
  });
});
