import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jobs } from '../../contracts/jobs.ts';
import { misunderstoodByRelease, misunderstoodToday } from './payloads.ts';
import { releases } from './releases.ts';

describe.each(releases())('while $name and today run side by side', (release) => {
  it('what the release put into a queue is understood by workers of today', () => {
    expect(misunderstoodToday(release.jobs, jobs)).toEqual([]);
  });

  it('what is put into a queue today is understood by workers of the release', () => {
    expect(misunderstoodByRelease(release.jobs, jobs)).toEqual([]);
  });
});

describe('a payload that the other side refuses is noticed', () => {
  const [{ jobs: release }] = releases() as [ReturnType<typeof releases>[number]];
  const name = 'auth.mail';
  const mail = jobs[name];

  it.each([
    ['a new required field', { ...jobs, [name]: mail.extend({ locale: z.string() }) }],
    ['a field that is gone', { ...jobs, [name]: mail.omit({ mailId: true }) }],
    ['a narrower value', { ...jobs, [name]: mail.extend({ mailId: z.literal('welcome') }) }],
    ['a queue that nobody takes', Object.fromEntries(Object.entries(jobs).filter(([n]) => n !== name))],
  ])('by today: %s', (_, today) => {
    expect(misunderstoodToday(release, today).map(({ queue }) => queue)).toContain(name);
  });

  it.each([
    ['a new required field', mail.extend({ locale: z.string() })],
    ['a new optional field', mail.extend({ locale: z.string().optional() })],
    ['a field that is gone', mail.omit({ mailId: true })],
    ['another value', mail.extend({ mailId: z.enum(['welcome']) })],
  ])('by the release: %s', (_, shape) => {
    const found = misunderstoodByRelease(release, { ...jobs, [name]: shape });
    expect(found.map(({ queue }) => queue)).toContain(name);
  });

  it('but a queue that the release did not have is not its business', () => {
    expect(misunderstoodByRelease(release, { 'auth.new': z.strictObject({ x: z.string() }) })).toEqual([]);
  });
});
