import { tenantWall } from '../../../storage/policy.ts';

/** imports: an uploaded file and the outcome of its import; import_chunks: its bytes, until the job has read them. */
export const up = `
  CREATE TABLE imports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'running', 'succeeded', 'failed')),
    platform text,
    currency text,
    file_name text,
    columns jsonb NOT NULL DEFAULT '{}',
    chunks integer,
    rows integer NOT NULL DEFAULT 0,
    accepted integer NOT NULL DEFAULT 0,
    rejected_count integer NOT NULL DEFAULT 0,
    rejected jsonb NOT NULL DEFAULT '[]',
    error_code text,
    error_message text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
  );
  ${tenantWall('imports', 'analytics')}

  CREATE TABLE import_chunks (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    index integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (organization_id, import_id, index),
    FOREIGN KEY (organization_id, import_id) REFERENCES imports (organization_id, id) ON DELETE CASCADE
  );
  ${tenantWall('import_chunks', 'analytics')}`;

export const down = `
  DROP TABLE import_chunks;
  DROP TABLE imports;`;
