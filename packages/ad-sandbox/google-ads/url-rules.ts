import type { Ruling } from './rule.ts';

/** Final URLs: absolute http or https, at most 2,084 bytes each. */
export function finalUrlRules({ refuse }: Ruling, urls: unknown, at: readonly (string | number)[]): void {
  if (!Array.isArray(urls)) return;
  urls.forEach((url: unknown, index) => {
    if (typeof url !== 'string') return;
    if (Buffer.byteLength(url) > 2084) refuse('stringLengthError.TOO_LONG', 'Too long.', [...at, index], url);
    else if (!/^https?:\/\/[^\s/?#]+\.[^\s/?#]+/.test(url) || !URL.canParse(url))
      refuse('urlFieldError.INVALID_FINAL_URL', 'The final url is invalid.', [...at, index], url);
  });
}
