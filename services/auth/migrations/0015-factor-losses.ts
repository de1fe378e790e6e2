/** People who say that they have lost every second factor. One at a time a person is waited for. */
export const up = `
  CREATE TABLE factor_losses (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    reported_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    needs_confirmation boolean NOT NULL,
    confirmed_by uuid,
    ended_at timestamptz,
    ended_as text CHECK (ended_as IN ('done', 'cancelled'))
  );
  CREATE UNIQUE INDEX factor_losses_open ON factor_losses (user_id) WHERE ended_at IS NULL;`;

export const down = `DROP TABLE factor_losses;`;
