import { describe, expect, it } from 'vitest';
import { draftContent } from '../../content/domain/testing/content.ts';
import { AuditDetail, changeOf, type AuditEntry } from './history.ts';

const recorded: AuditEntry = {
  id: 'c1',
  at: '2026-11-27T09:00:00.000Z',
  actor: { kind: 'user', id: 'u1' },
  action: 'campaign.approved',
  detail: {},
  before: null,
  after: null,
  hash: null,
};

describe('an entry of the history', () => {
  it('says who did what, when and to which version', () => {
    const { id, at, actor, action } = recorded;
    expect(changeOf({ ...recorded, detail: { version: 3 } })).toEqual({
      ...{ id, at, actor, action },
      onBehalfOf: null,
      version: 3,
      hash: null,
      leftAsFound: null,
      fields: [],
    });
    expect(changeOf(recorded).version).toBeNull();
  });

  it('names the version that an operation published or affects, not the newest one', () => {
    const change = changeOf({ ...recorded, hash: 'abc', detail: { version: 4, published: 3 } });
    expect(change).toMatchObject({ version: 3, hash: 'abc' });
  });

  it('names the person for whom a service did it', () => {
    const onBehalfOf = '0197a0de-0000-7000-8000-00000000000a';
    const done = { ...recorded, actor: { kind: 'service' as const, id: 'campaign' }, detail: { onBehalfOf } };
    expect(changeOf(done)).toMatchObject({ actor: { kind: 'service', id: 'campaign' }, onBehalfOf });
  });

  it('takes from the audit trail what it shows, whatever else stands there', () => {
    const detail = {
      version: 2,
      writes: null,
      operationId: 'o1',
      status: ['draft', 'in_review'],
      note: 'Go.',
    };
    expect(AuditDetail.parse(detail)).toEqual({ version: 2, status: ['draft', 'in_review'], note: 'Go.' });
    expect(AuditDetail.parse({})).toEqual({});
  });

  it('shows the status that changed and what the approver wrote, in this order', () => {
    const detail = { status: ['in_review', 'approved'] as [string, string], note: 'Go.' };
    expect(changeOf({ ...recorded, detail }).fields).toEqual([
      { path: 'status', before: 'in_review', after: 'approved' },
      { path: 'review.note', before: null, after: 'Go.' },
    ]);
    expect(changeOf({ ...recorded, detail: { note: '' } }).fields).toEqual([
      { path: 'review.note', before: null, after: '' },
    ]);
  });

  it('shows first what of the content changed from the version before', () => {
    const [before, after] = [draftContent(), draftContent({ name: 'Summer sale' })];
    const detail = { status: ['approved', 'draft'] as [string, string] };
    expect(changeOf({ ...recorded, before, after, detail }).fields).toEqual([
      { path: 'name', before: 'Spring sale', after: 'Summer sale' },
      { path: 'status', before: 'approved', after: 'draft' },
    ]);
  });

  it.each([
    ['before', { before: draftContent() }],
    ['after', { after: draftContent() }],
  ])('shows no fields where only the content %s the change is known', (_, content) => {
    expect(changeOf({ ...recorded, ...content }).fields).toEqual([]);
  });

  it.each([
    ['a version that is no whole number', { version: 1.5 }],
    ['one status', { status: ['draft'] }],
    ['a status that is no text', { status: ['draft', 1] }],
    ['a note that is no text', { note: 1 }],
  ])('is not read from %s', (_, detail) => {
    expect(AuditDetail.safeParse(detail).success).toBe(false);
  });
});
