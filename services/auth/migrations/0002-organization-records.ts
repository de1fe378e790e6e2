import { auditTable, tenantWall } from '../../../storage/policy.ts';

/** What belongs to one organisation: its invitations, its mails, its audit trail. Bodies of mails are sealed. */
export const up = `
  CREATE TABLE invitations (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    email text NOT NULL CHECK (email = lower(email)),
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'analyst', 'viewer')),
    status text NOT NULL CHECK (status IN ('pending', 'accepted', 'withdrawn')),
    token_hash bytea NOT NULL,
    invited_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
  );
  CREATE UNIQUE INDEX invitations_token ON invitations (organization_id, token_hash);
  CREATE UNIQUE INDEX invitations_pending ON invitations (organization_id, email) WHERE status = 'pending';
  ${tenantWall('invitations', 'auth')}

  CREATE TABLE mails (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    sealed_text text,
    state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'unsent')),
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    PRIMARY KEY (organization_id, id)
  );
  ${tenantWall('mails', 'auth')}

  ${auditTable('auth')}`;

export const down = `DROP TABLE audit_events, mails, invitations;`;
