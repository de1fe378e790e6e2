export type Answered<Body> = { status: number; body: Body; text: string };

/** Requests as a client sends them that does not give up: again after an answer that never came, with the same key. */
export class Http {
  readonly #base: string;
  readonly #signIn: (() => Promise<string>) | undefined;
  #token: string | undefined;

  /** @param signIn gives an access token; asked again when one has expired */
  constructor(base: string, signIn?: () => Promise<string>) {
    this.#base = base;
    this.#signIn = signIn;
  }

  async ask<Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered<Body>> {
    for (let attempt = 1; ; attempt += 1) {
      const answered = await this.#once<Body>(method, path, body, headers).catch(() => undefined);
      if (answered?.status === 401) this.#token = undefined;
      else if (answered && answered.status < 500 && answered.status !== 429) return answered;
      if (attempt === 60) return answered ?? { status: 0, body: undefined as Body, text: 'no answer' };
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** @throws Error when it was not done */
  async must<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Body> {
    const answered = await this.ask<Body>(method, path, body, headers);
    if (answered.status < 200 || answered.status > 299)
      throw new Error(`${method} ${path} was answered ${answered.status}: ${answered.text.slice(0, 400)}`);
    return answered.body;
  }

  async #once<Body>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answered<Body>> {
    this.#token ??= await this.#signIn?.();
    const response = await fetch(this.#base + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: (isJson ? JSON.parse(text) : undefined) as Body, text };
  }
}
