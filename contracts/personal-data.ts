import type { ServiceName } from './permissions.ts';

/**
 * What a column may hold of a person. `identity`: who a person is, or where they were: gone after an erasure. `secret`: proves a
 * person or opens something, hashed or sealed: never given out, gone with the row. `content`: what an organisation keeps,
 * which stays. `system`: codes, ids and states, people's ids among them, which name nobody once the account is gone.
 */
export type ColumnClass = 'identity' | 'secret' | 'content' | 'system';

export type TablePolicy = {
  /** The column with the id of the person whose row it is, or who wrote it; such rows are in that person's export. */
  owner?: string;
  /** Whether that column holds the person's address instead. */
  byAddress?: true;
  /** The columns by which an owner's rows are told apart; `id` where they are left out. */
  key?: readonly string[];
  /** Tables of accounts, which belong to no organisation. */
  outsideTheWall?: true;
  /** Every column of text, JSON or bytes; a test compares them with the databases. */
  columns: Readonly<Record<string, ColumnClass>>;
};
type Database = Exclude<ServiceName, 'gateway'>;

const AUDIT: TablePolicy = {
  owner: 'actor_id',
  columns: {
    actor_kind: 'system',
    actor_id: 'system',
    action: 'system',
    subject_kind: 'system',
    detail: 'content',
  },
};
const IDEMPOTENCY: TablePolicy = {
  columns: { action: 'system', key: 'content', fingerprint: 'system', answer: 'content' },
};
const FIGURES: TablePolicy = { columns: { platform: 'system', currency: 'system' } };
const TELLINGS: TablePolicy = { columns: { ...FIGURES.columns, told: 'system' } };
const SEARCH_TERMS: TablePolicy = {
  columns: {
    position: 'system',
    ad_group_id: 'system',
    ad_group: 'content',
    keyword_id: 'system',
    keyword: 'content',
    match_type: 'system',
    status: 'system',
    term: 'content',
    currency: 'system',
  },
};
const KEYS: TablePolicy = { columns: { id: 'system', wrapped: 'secret', kek_id: 'system' } };
const KEY_OWNERS: TablePolicy = { outsideTheWall: true, columns: { kek_id: 'system' } };

/** The one table of what all databases hold of people: their export and the tests of their erasure are made from it. */
export const PERSONAL_DATA: Readonly<Record<Database, Readonly<Record<string, TablePolicy>>>> = {
  auth: {
    users: {
      owner: 'id',
      outsideTheWall: true,
      columns: { email: 'identity', claimed_email: 'identity', name: 'identity', password_hash: 'secret' },
    },
    memberships: {
      owner: 'user_id',
      key: ['organization_id'],
      outsideTheWall: true,
      columns: { role: 'system' },
    },
    sessions: {
      owner: 'user_id',
      outsideTheWall: true,
      columns: { end_reason: 'system', address: 'identity', user_agent: 'identity' },
    },
    personal_details: {
      owner: 'user_id',
      key: ['event_id'],
      outsideTheWall: true,
      columns: { salt: 'secret', detail: 'identity' },
    },
    factors: {
      owner: 'user_id',
      outsideTheWall: true,
      columns: {
        kind: 'system',
        name: 'identity',
        sealed_secret: 'secret',
        credential_id: 'secret',
        public_key: 'secret',
        transports: 'system',
      },
    },
    devices: {
      owner: 'user_id',
      outsideTheWall: true,
      columns: { token_hash: 'secret', user_agent: 'identity' },
    },
    refresh_tokens: {
      outsideTheWall: true,
      columns: { token_hash: 'secret', used_by: 'identity', replaced_by: 'secret', sealed_child: 'secret' },
    },
    recovery_codes: { outsideTheWall: true, columns: { code_hash: 'secret' } },
    mfa_challenges: { outsideTheWall: true, columns: { token_hash: 'secret' } },
    passkey_challenges: { outsideTheWall: true, columns: { challenge_hash: 'secret', purpose: 'system' } },
    factor_losses: { outsideTheWall: true, columns: { ended_as: 'system' } },
    factor_loss_words: { outsideTheWall: true, columns: {} },
    mailed_tokens: {
      outsideTheWall: true,
      columns: { purpose: 'system', token_hash: 'secret', email: 'identity' },
    },
    mail_counts: { outsideTheWall: true, columns: { kind: 'system', who: 'secret' } },
    mail_turns: { outsideTheWall: true, columns: { mailbox: 'secret', organization: 'secret' } },
    login_failures: { outsideTheWall: true, columns: { account: 'secret' } },
    revocations: { outsideTheWall: true, columns: { kind: 'system', role: 'system' } },
    signing_keys: {
      outsideTheWall: true,
      columns: { kid: 'system', public_jwk: 'system', sealed_private: 'secret' },
    },
    organizations: { outsideTheWall: true, columns: { name: 'content', approval_policy: 'system' } },
    invitations: {
      owner: 'email',
      byAddress: true,
      columns: { email: 'identity', role: 'system', status: 'system', token_hash: 'secret' },
    },
    mails: {
      owner: 'recipient',
      byAddress: true,
      columns: { recipient: 'identity', subject: 'identity', sealed_text: 'secret', state: 'system' },
    },
    api_keys: {
      owner: 'created_by',
      columns: {
        name: 'content',
        role: 'system',
        secret_hash: 'secret',
        kind: 'system',
        scopes: 'system',
      },
    },
    audit_events: AUDIT,
    audit_chain: {
      columns: {
        service: 'system',
        actor_kind: 'system',
        actor_id: 'system',
        action: 'system',
        subject_kind: 'system',
        detail: 'content',
        previous_hash: 'system',
        hash: 'system',
      },
    },
    audit_heads: { outsideTheWall: true, columns: { hash: 'system', signed_hash: 'system' } },
    audit_statements: { outsideTheWall: true, columns: { kid: 'system', statement: 'system' } },
    audit_keys: { outsideTheWall: true, columns: { kid: 'system', public_jwk: 'system' } },
    organization_keys: KEYS,
    key_owners: KEY_OWNERS,
  },
  campaign: {
    campaigns: {
      columns: {
        status: 'system',
        objective: 'system',
        platforms: 'system',
        name: 'content',
        name_key: 'content',
        hash: 'system',
        document: 'content',
        structure: 'content',
      },
    },
    campaign_versions: {
      owner: 'created_by',
      key: ['campaign_id', 'version'],
      columns: { content: 'content', hash: 'system' },
    },
    operations: {
      owner: 'requested_by',
      columns: {
        kind: 'system',
        status: 'system',
        steps: 'content',
        overwrite: 'system',
        progress: 'system',
        result: 'content',
        error: 'content',
        drift_ways: 'system',
      },
    },
    stops: { owner: 'stopped_by', columns: { scope: 'system' } },
    deliveries: {
      columns: {
        platform: 'system',
        state: 'system',
        reason_codes: 'system',
        reason_sentences: 'system',
        trouble: 'content',
      },
    },
    stop_operations: { key: ['stop_id', 'campaign_id'], columns: {} },
    recommendations: {
      columns: {
        change_hash: 'system',
        status: 'system',
        title: 'content',
        explanation: 'content',
        proposal: 'content',
      },
    },
    idempotency_keys: IDEMPOTENCY,
    audit_events: AUDIT,
  },
  ai: {
    generations: {
      owner: 'user_id',
      columns: {
        status: 'system',
        error_code: 'system',
        brief_hash: 'system',
        brief: 'content',
        structure: 'content',
        checks: 'content',
        provider: 'system',
        model: 'system',
        prompt_version: 'system',
      },
    },
    idempotency_keys: IDEMPOTENCY,
    audit_events: AUDIT,
  },
  analytics: {
    metric_facts: {
      columns: {
        platform: 'system',
        ad_group: 'content',
        ad: 'content',
        keyword: 'content',
        currency: 'system',
        told: 'system',
      },
    },
    fact_revisions: TELLINGS,
    told_revisions: TELLINGS,
    rollup_revisions: FIGURES,
    whole_tellings: { columns: { platform: 'system' } },
    search_terms: SEARCH_TERMS,
    platform_changes: {
      columns: {
        ...{
          id: 'system',
          platform: 'system',
          kind: 'system',
          external_id: 'system',
          campaign_external_id: 'system',
        },
        ...{ operation: 'system', fields: 'system', client: 'system' },
      },
    },
    change_readings: { columns: { platform: 'system' } },
    search_term_readings: { columns: { platform: 'system' } },
    import_days: { columns: { platform: 'system' } },
    daily_rollups: FIGURES,
    grain_days: FIGURES,
    organization_day_moves: FIGURES,
    organization_group_moves: {
      columns: { platform: 'system', ad_group: 'content', currency: 'system' },
    },
    waiting_facts: {
      columns: {
        platform: 'system',
        ad_group: 'content',
        ad: 'content',
        keyword: 'content',
        currency: 'system',
        refused_because: 'system',
        ad_group_id: 'content',
        ad_id: 'content',
        keyword_id: 'content',
      },
    },
    organization_days: FIGURES,
    campaign_blocks: {
      columns: {
        platform: 'system',
        currency: 'system',
        impressions: 'system',
        clicks: 'system',
        cost_micros: 'system',
        conversions_micros: 'system',
        value_micros: 'system',
      },
    },
    group_spans: { columns: { platform: 'system', ad_group: 'content', currency: 'system' } },
    organization_groups: { columns: { platform: 'system', ad_group: 'content', currency: 'system' } },
    report_snapshots: { columns: { totals: 'system' } },
    report_chunks: { columns: { rows: 'content' } },
    campaign_refs: {
      columns: { name: 'content', status: 'system', platforms: 'system', currency: 'system' },
    },
    external_campaigns: {
      columns: { platform: 'system', external_id: 'content', name: 'content', currency: 'system' },
    },
    external_accounts: { columns: { platform: 'system', external_id: 'content', name: 'content' } },
    published_objects: {
      columns: { platform: 'system', level: 'system', external_id: 'content', name: 'content' },
    },
    known_names: { columns: { name: 'content' } },
    campaign_parts: {
      columns: {
        platform: 'system',
        level: 'system',
        parent: 'content',
        label: 'content',
        external_id: 'content',
        name: 'content',
      },
    },
    part_names: { columns: { name: 'content' } },
    campaign_links: { owner: 'linked_by', columns: { reason: 'system' } },
    currency_rates: {
      owner: 'told_by',
      columns: { from_currency: 'system', to_currency: 'system', source: 'content' },
    },
    conversion_shares: { columns: { platform: 'system' } },
    maturity_learned: { columns: {} },
    report_schedules: {
      owner: 'created_by',
      columns: { name: 'content', plan: 'content', recipients: 'system', last_error: 'system' },
    },
    report_opt_outs: { owner: 'user_id', key: ['schedule_id'], columns: {} },
    sql_logins: { owner: 'created_by', columns: { role_name: 'system', name: 'content' } },
    campaign_members: { columns: {} },
    news_numbers: { columns: {} },
    figure_news: { columns: { campaign_days: 'system' } },
    alerts: {
      owner: 'acknowledged_by',
      columns: {
        key: 'system',
        state: 'system',
        body: 'content',
        note: 'content',
        closed_because: 'system',
      },
    },
    alert_rules: { columns: {} },
    alert_checks: { columns: {} },
    alert_subscribers: { owner: 'user_id', key: ['user_id'], columns: {} },
    alert_webhooks: {
      owner: 'created_by',
      columns: {
        kind: 'system',
        name: 'content',
        host: 'system',
        sealed_url: 'secret',
        last_error: 'system',
      },
    },
    told_facts: {
      columns: {
        platform: 'system',
        ad_group: 'content',
        ad: 'content',
        keyword: 'content',
        currency: 'system',
        told: 'system',
      },
    },
    imports: {
      columns: {
        kind: 'system',
        campaigns: 'system',
        replaces: 'system',
        account: 'system',
        scope: 'system',
        changes: 'system',
        status: 'system',
        platform: 'system',
        currency: 'system',
        file_name: 'content',
        columns: 'content',
        rejected: 'content',
        warnings: 'content',
        error_code: 'system',
        error_message: 'content',
      },
    },
    import_chunks: { columns: { bytes: 'content' } },
    import_rows: {
      columns: {
        ad_group: 'content',
        ad: 'content',
        keyword: 'content',
        ad_group_id: 'system',
        ad_id: 'system',
        keyword_id: 'system',
        others: 'content',
      },
    },
    audit_events: AUDIT,
  },
  platforms: {
    connect_states: {
      owner: 'user_id',
      columns: {
        state_hash: 'secret',
        platform: 'system',
        sealed_verifier: 'secret',
        sealed_developer_token: 'secret',
      },
    },
    platform_grants: {
      owner: 'granted_by',
      columns: {
        platform: 'system',
        sealed_tokens: 'secret',
        sealed_developer_token: 'secret',
        revocation: 'system',
      },
    },
    ad_accounts: {
      columns: {
        platform: 'system',
        external_id: 'content',
        name: 'content',
        own_name: 'content',
        currency: 'system',
        time_zone: 'system',
        status: 'system',
        access: 'system',
        hold_code: 'system',
        hold_sentence: 'content',
        login_customer_id: 'content',
        manager_ids: 'content',
        manager_names: 'content',
        developer_token_code: 'system',
        developer_token_sentence: 'content',
      },
    },
    ops: {
      owner: 'requested_by',
      columns: {
        kind: 'system',
        platform: 'system',
        desired: 'content',
        overwrite: 'system',
        marker: 'system',
        state: 'system',
        step: 'system',
        error_code: 'system',
        error_message: 'content',
        left_as_found: 'content',
        drift_ways: 'system',
      },
    },
    publications: {
      columns: {
        marker: 'system',
        state: 'system',
        verified: 'content',
        written: 'content',
        seen_before: 'system',
      },
    },
    objects: { columns: { key: 'system', kind: 'system', external_id: 'content', state: 'system' } },
    ignored_differences: {
      owner: 'ignored_by',
      key: ['publication_id', 'difference_id'],
      columns: { difference_id: 'system' },
    },
    policy_refusals: {
      owner: 'decided_by',
      columns: {
        id: 'system',
        platform: 'system',
        object_key: 'content',
        object_kind: 'system',
        object_name: 'content',
        object_path: 'system',
        ad_group: 'content',
        policy: 'content',
        description: 'content',
        topic: 'system',
        policy_name: 'system',
        violating_text: 'content',
        decision: 'system',
      },
    },
    halts: { owner: 'halted_by', key: ['organization_id'], columns: {} },
    delivery_readings: { columns: { error_code: 'system', error_message: 'system' } },
    figure_imports: { columns: { level: 'system' } },
    figure_readings: { columns: { error_code: 'system', error_message: 'system' } },
    delivery_states: {
      columns: {
        key: 'system',
        external_id: 'system',
        name: 'content',
        state: 'system',
        reason_codes: 'system',
        reason_sentences: 'system',
        policy_topics: 'system',
      },
    },
    call_limits: {
      owner: 'granted_by',
      columns: {
        platform: 'system',
        scope: 'system',
        rate_window: 'system',
        code: 'system',
        sentence: 'system',
      },
    },
    halted_scopes: { key: ['stop_id'], columns: { scope: 'system' } },
    audit_events: AUDIT,
    organization_keys: KEYS,
    key_owners: KEY_OWNERS,
    data_keys: { columns: { wrapped: 'secret' } },
  },
};

/** The tables of a service in which a person has rows, for their export. */
export function personTables(service: Database) {
  return Object.entries(PERSONAL_DATA[service]).flatMap(
    ([table, { owner, byAddress = false, key = ['id'], outsideTheWall, columns }]) =>
      owner === undefined
        ? []
        : [
            {
              table,
              owner,
              byAddress,
              key,
              walled: outsideTheWall !== true,
              secrets: Object.keys(columns).filter((name) => columns[name] === 'secret'),
            },
          ],
  );
}
