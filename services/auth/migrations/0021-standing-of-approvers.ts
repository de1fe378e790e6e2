/**
 * Since when a member has held a role that may approve, without a break; null for who holds none. It counts for the age that is
 * asked of approvers: who was a viewer for years and became a manager today is new to it. For members of an earlier release
 * it is read from the trail where their role was changed, else they have held it since they joined. A node of that release
 * leaves it out: then it counts from when it is first asked for.
 *
 * When an account was last opened again without a second factor (by a mail, or because every factor was lost). A factor that is
 * added after that, with nothing else to prove who adds it, waits from then on (`waits_since`) before it counts for what moves
 * money; so does one that was confirmed with such a factor alone, for as long as that one.
 */
export const up = `
  ALTER TABLE memberships ADD COLUMN approver_since timestamptz;
  ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY;
  WITH raised AS (
    SELECT organization_id, subject_id AS user_id, max(at) AS at FROM audit_events
    WHERE action = 'auth.role_changed' AND detail->>'from' IN ('analyst', 'viewer')
      AND detail->>'to' IN ('owner', 'admin', 'manager')
    GROUP BY organization_id, subject_id)
  UPDATE memberships m SET approver_since = GREATEST(m.joined_at,
    (SELECT r.at FROM raised r WHERE r.organization_id = m.organization_id AND r.user_id = m.user_id))
  WHERE m.role IN ('owner', 'admin', 'manager');
  ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;

  ALTER TABLE users ADD COLUMN recovered_at timestamptz;
  ALTER TABLE factors ADD COLUMN waits_since timestamptz;`;

export const down = `
  ALTER TABLE factors DROP COLUMN waits_since;
  ALTER TABLE users DROP COLUMN recovered_at;
  ALTER TABLE memberships DROP COLUMN approver_since;`;
