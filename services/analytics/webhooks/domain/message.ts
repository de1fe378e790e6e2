import type { WebhookKind } from '../../../../contracts/analytics/webhooks.ts';

/** What is posted: a headline, and the alerts in their own words, of which only the first are named. */
export type Message = {
  readonly headline: string;
  readonly alerts: readonly { readonly campaign: string; readonly message: string }[];
  /** How many more there are. */
  readonly more: number;
};

/** The longest text of a section in Slack, and of a header (https://docs.slack.dev/reference/block-kit/blocks, read 2026-11-28). */
const SECTION = 3_000;
const HEADER = 150;

const cut = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};

/** The message of some alerts; it claims nothing that is not in the alerts. */
export function messageOf(alerts: Message['alerts'], named: number): Message {
  const count = alerts.length;
  return {
    headline: count === 1 ? 'An alert was opened' : `${count} alerts were opened`,
    alerts: alerts.slice(0, named),
    more: Math.max(0, count - named),
  };
}

export const TEST_MESSAGE: Message = {
  headline: 'This is a test: alerts of your campaigns will be posted here',
  alerts: [],
  more: 0,
};

const linesOf = ({ alerts, more }: Message): string[] => [
  ...alerts.map(({ campaign, message }) => (campaign === '' ? message : `${campaign}: ${message}`)),
  ...(more > 0 ? [`… and ${more} more`] : []),
];

/** The body that a vendor takes: blocks in Slack, an Adaptive Card in Teams. Names are plain text there, which nobody is called by. */
export const bodyFor = (kind: WebhookKind, message: Message): object =>
  kind === 'slack' ? slackBody(message) : teamsBody(message);

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. `text` is what notifications show. */
function slackBody(message: Message): object {
  const plain = (text: string, most: number) => ({ type: 'plain_text', text: cut(text, most), emoji: false });
  return {
    text: escaped(message.headline),
    blocks: [
      { type: 'header', text: plain(message.headline, HEADER) },
      ...linesOf(message).map((line) => ({ type: 'section', text: plain(line, SECTION) })),
    ],
  };
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using. Texts are runs of a
 * RichTextBlock, which reads no Markdown.
 */
function teamsBody(message: Message): object {
  const block = (text: string, style: object = {}) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: cut(text, SECTION), ...style }],
  });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            block(message.headline, { weight: 'bolder', size: 'medium' }),
            ...linesOf(message).map((line) => block(line)),
          ],
        },
      },
    ],
  };
}
