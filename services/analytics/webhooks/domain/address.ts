import { invalidField } from '../../../../lib/errors.ts';

/** Whether a host is one of those allowed: `hooks.slack.com` is itself, `*.webhook.office.com` any host below it. */
const matches = (host: string, allowed: string): boolean =>
  allowed.startsWith('*.')
    ? host.endsWith(allowed.slice(1)) && host.length > allowed.length - 1
    : host === allowed;

/** Backslashes, blanks and control characters are read differently by different readers of addresses. */
const MISREAD = /[\s\\\p{Cc}]/u;
/** An empty step, and slashes that are written as something else: whoever reads on behalf of us may take them for a host. */
const ODD_PATH = /\/\/|%2f|%5c/i;

/**
 * The address of an incoming webhook: https at the usual port, without a name or password, at a host that whoever runs this product
 * allows, with a path that everybody reads in one way. @throws AppError REQUEST_INVALID
 */
export function webhookAddress(text: string, allowedHosts: readonly string[]): URL {
  const url = URL.canParse(text) && !MISREAD.test(text) ? new URL(text) : null;
  if (
    url?.protocol !== 'https:' ||
    url.username !== '' ||
    url.password !== '' ||
    url.port !== '' ||
    ODD_PATH.test(url.pathname)
  )
    throw invalidField(
      'url',
      'WEBHOOK_INVALID',
      'Send the https address of an incoming webhook, as Slack or Teams shows it.',
    );
  if (!allowedHosts.some((allowed) => matches(url.hostname, allowed)))
    throw invalidField(
      'url',
      'WEBHOOK_HOST_REFUSED',
      `Alerts are posted to ${allowedHosts.join(', ')} only.`,
    );
  return url;
}
