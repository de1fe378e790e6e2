import { invalidField } from '../../../../lib/errors.ts';

/** Whether a host is one of those allowed: `hooks.slack.com` is itself, `*.webhook.office.com` any host below it. */
const matches = (host: string, allowed: string): boolean =>
  allowed.startsWith('*.')
    ? host.endsWith(allowed.slice(1)) && host.length > allowed.length - 1
    : host === allowed;

/**
 * The address of an incoming webhook: https at the usual port, without a name or password, at a host that whoever runs this product
 * allows. @throws AppError REQUEST_INVALID
 */
export function webhookAddress(text: string, allowedHosts: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '')
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
