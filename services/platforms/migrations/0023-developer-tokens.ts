/**
 * A connection may bring a developer token of its own, by which Google knows whoever calls: kept while consent is asked for, then with the
 * grant, sealed like its tokens. NULL: calls carry this product's own, where it has one.
 *
 * When a platform that names nobody's role last took a change by the present sign-in: that it may change campaigns is known by that alone.
 *
 * What Google last said against the developer token of the calls for an ad account, in its code and in words; NULL: nothing, as far as is known.
 */
export const up = `
  ALTER TABLE connect_states ADD COLUMN sealed_developer_token text;
  ALTER TABLE platform_grants ADD COLUMN sealed_developer_token text;
  ALTER TABLE ad_accounts
    ADD COLUMN changed_at timestamptz,
    ADD COLUMN developer_token_code text,
    ADD COLUMN developer_token_sentence text,
    ADD CONSTRAINT ad_accounts_developer_token CHECK ((developer_token_code IS NULL) = (developer_token_sentence IS NULL));`;

export const down = `
  ALTER TABLE ad_accounts
    DROP CONSTRAINT ad_accounts_developer_token,
    DROP COLUMN developer_token_sentence,
    DROP COLUMN developer_token_code,
    DROP COLUMN changed_at;
  ALTER TABLE platform_grants DROP COLUMN sealed_developer_token;
  ALTER TABLE connect_states DROP COLUMN sealed_developer_token;`;
