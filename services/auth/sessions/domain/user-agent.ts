const MAX_LENGTH = 120;

/**
 * A client's own description of itself, fit for mails: whoever signs in chose it, so that nothing of it can be a link or
 * reorder the words around it.
 */
export function readableUserAgent(userAgent: string | undefined): string {
  const plain = (userAgent ?? '')
    .replace(/[^A-Za-z0-9 ./;()_,+-]/g, ' ')
    .replace(/\/{2,}|www\./gi, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return plain.slice(0, MAX_LENGTH) || 'an unnamed client';
}
