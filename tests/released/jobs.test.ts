import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jobs } from '../../contracts/jobs.ts';
import { Shape } from '../../lib/shape.ts';
import { misunderstoodByRelease, misunderstoodToday, type Job } from './payloads.ts';
import { releases } from './releases.ts';

const today = Object.values<Job>(jobs);

describe.each(releases())('jobs that $name left', (release) => {
  it('are understood by workers of today', () => {
    expect(misunderstoodToday(release.jobs, today)).toEqual([]);
  });
});

describe.each(releases().slice(-1))('while $name and today run side by side', (release) => {
  it('what is put into a queue today is understood by workers of the release', () => {
    expect(misunderstoodByRelease(release.jobs, today)).toEqual([]);
  });
});

describe('a payload that the other side refuses is noticed', () => {
  const [{ jobs: release }] = releases() as [ReturnType<typeof releases>[number]];
  const name = jobs.mail.name;
  const mail = jobs.mail.payload.schema;
  const others = today.filter((job) => job.name !== name);
  const withMail = (schema: z.ZodType): Job[] => [
    ...others,
    { name, payload: new Shape({ name, number: 1, schema }) },
  ];

  it.each([
    ['a new required field', withMail(mail.extend({ locale: z.string() }))],
    ['a field that is gone', withMail(mail.omit({ mailId: true }))],
    ['a narrower value', withMail(mail.extend({ mailId: z.literal('welcome') }))],
    ['a queue that nobody takes', others],
  ])('by today: %s', (_, changed) => {
    expect(misunderstoodToday(release, changed).map(({ queue }) => queue)).toContain(name);
  });

  it.each([
    ['a new required field', mail.extend({ locale: z.string() })],
    ['a new optional field', mail.extend({ locale: z.string().optional() })],
    ['a field that is gone', mail.omit({ mailId: true })],
    ['another value', mail.extend({ mailId: z.enum(['welcome']) })],
  ])('by the release: %s', (_, schema) => {
    expect(misunderstoodByRelease(release, withMail(schema)).map(({ queue }) => queue)).toContain(name);
  });

  it('but a queue that the release did not have is not its business', () => {
    const added: Job = { name: 'auth.new', payload: new Shape({ name, number: 1, schema: mail }) };
    expect(misunderstoodByRelease(release, [added])).toEqual([]);
  });
});
