/**
 * Where an audit event tells of a person's address and device, the event holds a commitment only (`personal`: a hash over a
 * random salt and the text), and text and salt stand here, where they can be erased: the trail and its chain stay whole. It
 * stands outside the wall, like the accounts: a person's rows must be found in every organisation that they were ever in.
 *
 * What the first release wrote into the events themselves is moved here, before it is chained; for that moment the wall is
 * open to the owner of the tables, who is nobody's caller.
 */
export const up = `
  CREATE TABLE personal_details (
    event_id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    salt text NOT NULL,
    detail text NOT NULL
  );
  CREATE INDEX personal_details_user ON personal_details (user_id);
  REVOKE UPDATE ON personal_details FROM auth_app;

  ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY;
  INSERT INTO personal_details (event_id, organization_id, user_id, salt, detail)
    SELECT id, organization_id, actor_id::uuid, gen_random_uuid()::text || gen_random_uuid()::text,
      jsonb_strip_nulls(jsonb_build_object('address', detail->'address', 'userAgent', detail->'userAgent'))::text
    FROM audit_events WHERE actor_kind = 'user' AND detail ?| ARRAY['address', 'userAgent'];
  UPDATE audit_events e SET detail = e.detail - 'address' - 'userAgent' || jsonb_build_object('personal',
      encode(sha256(convert_to(p.salt || p.detail, 'UTF8')), 'hex'))
    FROM personal_details p WHERE p.event_id = e.id AND p.organization_id = e.organization_id;
  ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;

  ALTER TABLE users ADD COLUMN erasure_asked_at timestamptz;`;

export const down = `
  ALTER TABLE users DROP COLUMN erasure_asked_at;
  DROP TABLE personal_details;`;
