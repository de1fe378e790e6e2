import { expect } from 'vitest';
import { until } from '../../client/testing/until.ts';
import type { z } from 'zod';
import type { AuditEvent, AuditVerification } from '../../contracts/auth/trail.ts';
import { SERVICES } from '../../contracts/permissions.ts';
import { verifyTrail } from '../../scripts/audit-verify.ts';
import { expectAnswer, type House, type Person } from './house.ts';
import type { Visitor } from './visitor.ts';

type Page = { data: AuditEvent[]; page: { nextCursor: string | null } };
type Verification = z.infer<typeof AuditVerification>;

/** Ids of what services recorded about an organisation under the release. */
async function oldEventsOf({ product }: House, organizationId: string, leftAt: string): Promise<string[]> {
  const sql = 'SELECT id FROM audit_events WHERE organization_id = $1 AND at < $2';
  const recording = SERVICES.filter((service) => service !== 'gateway');
  const found = await Promise.all(
    recording.map((service) => product.rows<{ id: string }>(service, sql, [organizationId, leftAt])),
  );
  return found.flat().map(({ id }) => id);
}

async function eventsFor(visitor: Visitor): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? 'limit=100' : `limit=100&cursor=${cursor}`;
    const { data, page }: Page = await visitor.read<Page>(`/api/audit-events?${query}`);
    events.push(...data);
    cursor = page.nextCursor;
  }
  return events;
}

/** Shows an owner the trail with what was recorded then, whole and signed, and gives a copy that proves itself. */
export async function readTrail(house: House, owner: Person, leftAt: string): Promise<void> {
  const { visitor, organizationId } = owner;
  const old = await oldEventsOf(house, organizationId, leftAt);
  expect(old.length).toBeGreaterThan(0);
  const verified = await until(
    () => visitor.read<Verification>('/api/audit-events/verify'),
    ({ fault, signedUpTo, pending }) =>
      fault !== null ||
      (signedUpTo !== null && Object.values(pending.unchained).every((waiting) => waiting === 0)),
    30,
  );
  expect(verified).toMatchObject({ intact: true, fault: null });
  const ids = (await eventsFor(visitor)).map(({ eventId }) => eventId);
  expect(ids).toEqual(expect.arrayContaining(old));
  const { head } = await visitor.read<{ head: { seq: number } | null }>('/api/audit-events/head');
  expect(head?.seq).toBeGreaterThanOrEqual(old.length);
  const text = await expectAnswer<string>(visitor, 200, 'GET', '/api/audit-events/export');
  const report = await verifyTrail(text.trimEnd().split('\n'));
  expect(report.fault).toBeUndefined();
  expect(report.events).toBeGreaterThanOrEqual(old.length);
}
