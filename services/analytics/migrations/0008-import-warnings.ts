/** What should be known of a file beside its rejected rows, and the honest state between success and failure. */
export const up = `
  ALTER TABLE imports DROP CONSTRAINT imports_status_check;
  ALTER TABLE imports ADD CONSTRAINT imports_status_check
    CHECK (status IN ('pending', 'running', 'succeeded', 'partial', 'failed'));
  UPDATE imports SET status = CASE WHEN accepted = 0 THEN 'failed' ELSE 'partial' END,
    error_code = CASE WHEN accepted = 0 THEN 'ROWS_REJECTED' END,
    error_message = CASE WHEN accepted = 0 THEN 'Every row was rejected.' END
    WHERE status = 'succeeded' AND rejected_count > 0;
  ALTER TABLE imports ADD COLUMN warning_count integer NOT NULL DEFAULT 0;
  ALTER TABLE imports ADD COLUMN warnings jsonb NOT NULL DEFAULT '[]';`;

export const down = `
  ALTER TABLE imports DROP COLUMN warnings;
  ALTER TABLE imports DROP COLUMN warning_count;
  UPDATE imports SET status = 'succeeded', error_code = NULL, error_message = NULL
    WHERE status = 'partial' OR error_code = 'ROWS_REJECTED';
  ALTER TABLE imports DROP CONSTRAINT imports_status_check;
  ALTER TABLE imports ADD CONSTRAINT imports_status_check
    CHECK (status IN ('pending', 'running', 'succeeded', 'failed'));`;
