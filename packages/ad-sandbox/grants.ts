import { createHash, randomBytes } from 'node:crypto';
import { Journal } from './journal.ts';

/** A consent a person gave: it lives until it is revoked or its refresh token expires. */
export type Grant = {
  id: string;
  clientId: string;
  scope: string;
  refreshToken: string;
  refreshExpiresAt: number;
};

export type AccessToken = {
  token: string;
  grantId: string;
  clientId: string;
  scope: string;
  expiresAt: number;
};

/** What the authorization endpoint remembers until its code is exchanged. */
export type PendingCode = {
  clientId: string;
  redirectUri: string;
  scope: string;
  codeChallenge?: string;
  offline: boolean;
  expiresAt: number;
};

type Line =
  | { type: 'grant'; grant: Grant }
  | { type: 'access'; access: AccessToken }
  | { type: 'revoked'; grantId: string };

export type GrantsOptions = {
  file?: string;
  now: () => Date;
  accessTokenSeconds: number;
  refreshTokenSeconds: number;
  prefix: string;
};

/** The OAuth memory of one platform: codes in memory, grants and access tokens on disk. */
export class Grants {
  /** When true the next consent is refused by the person. */
  denyNext = false;
  #options: GrantsOptions;
  #journal: Journal<Line>;
  #codes = new Map<string, PendingCode>();
  #grants = new Map<string, Grant>();
  #access = new Map<string, AccessToken>();

  constructor(options: GrantsOptions) {
    this.#options = options;
    this.#journal = new Journal(options.file);
    for (const line of this.#journal.entries) this.#apply(line);
  }

  issueCode(pending: Omit<PendingCode, 'expiresAt'>): string {
    const code = this.#secret('code');
    this.#codes.set(code, { ...pending, expiresAt: this.#now() + 600_000 });
    return code;
  }

  /** Takes a code out of memory: it works once and for ten minutes. */
  redeemCode(code: string): PendingCode | undefined {
    const pending = this.#codes.get(code);
    this.#codes.delete(code);
    return pending !== undefined && pending.expiresAt > this.#now() ? pending : undefined;
  }

  hasGrant(clientId: string): boolean {
    return [...this.#grants.values()].some((grant) => grant.clientId === clientId);
  }

  async createGrant(clientId: string, scope: string): Promise<Grant> {
    const grant: Grant = {
      id: this.#secret('grant'),
      clientId,
      scope,
      refreshToken: this.#secret('refresh'),
      refreshExpiresAt: this.#now() + this.#options.refreshTokenSeconds * 1000,
    };
    await this.#record({ type: 'grant', grant });
    return grant;
  }

  findGrant(refreshToken: string): Grant | undefined {
    const grant = [...this.#grants.values()].find((known) => known.refreshToken === refreshToken);
    return grant !== undefined && grant.refreshExpiresAt > this.#now() ? grant : undefined;
  }

  async createAccess(grant: Grant): Promise<AccessToken> {
    const access: AccessToken = {
      token: this.#secret('access'),
      grantId: grant.id,
      clientId: grant.clientId,
      scope: grant.scope,
      expiresAt: this.#now() + this.#options.accessTokenSeconds * 1000,
    };
    await this.#record({ type: 'access', access });
    return access;
  }

  /** The living access token of an Authorization header, or undefined. */
  authenticate(authorization: string | undefined): AccessToken | undefined {
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
    const access = token === undefined ? undefined : this.#access.get(token);
    return access !== undefined && access.expiresAt > this.#now() ? access : undefined;
  }

  /** Revokes the grant behind a refresh or access token; false when there is none. */
  async revoke(token: string): Promise<boolean> {
    const grantId = this.findGrant(token)?.id ?? this.#access.get(token)?.grantId;
    if (grantId === undefined) return false;
    await this.#record({ type: 'revoked', grantId });
    return true;
  }

  async revokeAll(): Promise<void> {
    for (const grantId of [...this.#grants.keys()]) await this.#record({ type: 'revoked', grantId });
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  async #record(line: Line): Promise<void> {
    this.#apply(line);
    await this.#journal.append(line);
  }

  #apply(line: Line): void {
    if (line.type === 'grant') this.#grants.set(line.grant.id, line.grant);
    else if (line.type === 'access') this.#access.set(line.access.token, line.access);
    else {
      this.#grants.delete(line.grantId);
      for (const access of [...this.#access.values()])
        if (access.grantId === line.grantId) this.#access.delete(access.token);
    }
  }

  #now(): number {
    return this.#options.now().getTime();
  }

  #secret(what: string): string {
    return `${this.#options.prefix}.${what}.${randomBytes(24).toString('base64url')}`;
  }
}

/** Whether a PKCE verifier belongs to an S256 challenge (RFC 7636 section 4.6). */
export function verifierMatches(challenge: string, verifier: string): boolean {
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
