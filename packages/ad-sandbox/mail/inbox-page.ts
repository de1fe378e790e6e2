import type { StoredMail } from './server.ts';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A plain page with every mail, the newest first; nothing of a mail is ever read as HTML. */
export function inboxPage(mails: readonly StoredMail[]): string {
  const items = mails.toReversed().map(
    (mail) => `<article>
  <h2>${escape(mail.subject)}</h2>
  <p>${escape(mail.receivedAt)} &middot; to ${escape(mail.to.join(', '))} &middot; from ${escape(mail.from)}</p>
  <pre>${linked(mail.text)}</pre>
</article>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Inbox</title>
<style>body{font:16px system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap}article{border-top:1px solid #ccc}</style>
<h1>Inbox (${mails.length})</h1>
${items.join('\n') || '<p>No mail yet.</p>'}
</html>
`;
}

function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
