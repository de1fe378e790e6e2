/**
 * Each organisation that a report of lost factors would leave without its only owner's proof gives its own word
 * (`factor_loss_words`). `needs_confirmation` and `confirmed_by` are read by nodes of the release before alone, for which
 * every report needs a word. What operators had confirmed stays confirmed; what an organisation had is asked for again.
 *
 * An invitation that was accepted with a password alone waits in its challenge for the second factor.
 */
export const up = `
  CREATE TABLE factor_loss_words (
    loss_id uuid NOT NULL REFERENCES factor_losses (id) ON DELETE CASCADE,
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    given_by uuid NOT NULL,
    PRIMARY KEY (loss_id, organization_id)
  );
  INSERT INTO factor_loss_words (loss_id, organization_id, given_by)
    SELECT l.id, m.organization_id, l.confirmed_by FROM factor_losses l JOIN memberships m ON m.user_id = l.user_id
    WHERE l.ended_at IS NULL AND l.confirmed_by = '00000000-0000-0000-0000-000000000000';
  ALTER TABLE factor_losses ALTER COLUMN needs_confirmation SET DEFAULT true;
  UPDATE factor_losses SET needs_confirmation = true, confirmed_by = NULL
    WHERE ended_at IS NULL AND confirmed_by <> '00000000-0000-0000-0000-000000000000';

  ALTER TABLE mfa_challenges
    ADD COLUMN invitation_id uuid,
    ADD COLUMN invitation_organization_id uuid,
    ADD CHECK ((invitation_id IS NULL) = (invitation_organization_id IS NULL));`;

export const down = `
  ALTER TABLE mfa_challenges DROP COLUMN invitation_id, DROP COLUMN invitation_organization_id;
  ALTER TABLE factor_losses ALTER COLUMN needs_confirmation DROP DEFAULT;
  DROP TABLE factor_loss_words;`;
