import { htmlText } from '../../../../lib/html-text.ts';
import type { MailParts, MailText } from './mails.ts';
import { greeting, organizationIn, quoted } from './readable-name.ts';

type Report = MailParts & { scheduleId: string; name: string; text: string };
type Reader = { name: string; organizationName: string; publicUrl: string };

/** A scheduled report, to one of its recipients, with how they end it for themselves. */
export function reportMailFor(report: Report, { name, organizationName, publicUrl }: Reader): MailText {
  const title = `the report ${quoted(report.name)} of ${organizationIn(organizationName)}`;
  const end = `You get this because a member of ${organizationIn(organizationName)} put you on its list. To get it no more, send {"subscribed": false} to`;
  const route = `PUT ${publicUrl}/api/analytics/schedules/${report.scheduleId}/subscription`;
  const described = `(described at ${publicUrl}/docs).`;
  return {
    subject: `Report ${quoted(report.name)}`,
    text: [greeting(name), `this is ${title}.`, report.text, `${end}\n${route}\n${described}`].join('\n\n'),
    parts: {
      html: `<p>${htmlText(greeting(name))}</p><p>${htmlText(`this is ${title}.`)}</p>${report.html}<p>${htmlText(`${end} ${route} ${described}`)}</p>`,
      file: report.file,
    },
  };
}
