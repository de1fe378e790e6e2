import { describe, expect, it } from 'vitest';
import { webhookAddress } from './address.ts';
import { bodyFor, messageOf } from './message.ts';

const HOSTS = ['hooks.slack.com', '*.webhook.office.com'];

describe('the address of a webhook', () => {
  it.each([
    'https://hooks.slack.com/services/T0/B0/secret',
    'https://acme.webhook.office.com/webhookb2/1@2/IncomingWebhook/3/4',
    'https://hooks.slack.com:443/services/T0/B0/secret',
    'https://acme.webhook.office.com/workflows/1/triggers/manual/paths/invoke?sp=%2Ftriggers%2Fmanual%2Frun&sig=x',
  ])('%s is taken', (text) => {
    expect(webhookAddress(text, HOSTS).protocol).toBe('https:');
  });

  it.each([
    'http://hooks.slack.com/services/T0',
    'https://hooks.slack.com:8443/services/T0',
    'https://hooks.slack.com.evil.example/',
    'https://hooks.slack.com@evil.example/',
    'https://evil.example/?hooks.slack.com',
    'https://webhook.office.com/',
    'https://.webhook.office.com/',
    'https://evilwebhook.office.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://user:pass@hooks.slack.com/',
    'https://hooks.slack.com//127.0.0.1:4912/admin',
    'https://hooks.slack.com/\\\\127.0.0.1:4912/admin',
    'https:\\\\hooks.slack.com/services/T0',
    'https://hooks.slack.com/\t/127.0.0.1:4912/admin',
    'https://hooks.slack.com/.//127.0.0.1/admin',
    'https://hooks.slack.com/services//127.0.0.1/admin',
    'https://hooks.slack.com/%2F127.0.0.1:4912/admin',
    'https://hooks.slack.com/%5c127.0.0.1:4912/admin',
    'javascript:alert(1)',
    'not an address',
  ])('%s is refused', (text) => {
    expect(() => webhookAddress(text, HOSTS)).toThrow(
      expect.objectContaining({ code: 'REQUEST_INVALID' }) as Error,
    );
  });
});

describe('what is posted', () => {
  const alerts = Array.from({ length: 3 }, (_, at) => ({
    campaign: `<!channel> *${at}*`,
    message: 'Spend & more.',
  }));

  it('is blocks of plain text in Slack, where a name calls nobody', () => {
    expect(bodyFor('slack', messageOf(alerts, 2))).toEqual({
      text: '3 alerts were opened',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: '3 alerts were opened', emoji: false } },
        ...[0, 1].map((at) => ({
          type: 'section',
          text: { type: 'plain_text', text: `<!channel> *${at}*: Spend & more.`, emoji: false },
        })),
        { type: 'section', text: { type: 'plain_text', text: '… and 1 more', emoji: false } },
      ],
    });
  });

  it('is an Adaptive Card in Teams, whose texts are runs without Markdown', () => {
    const run = (text: string, style: object = {}) => ({
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text, ...style }],
    });
    expect(bodyFor('teams', messageOf(alerts.slice(0, 1), 2))).toEqual({
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
              run('An alert was opened', { weight: 'bolder', size: 'medium' }),
              run('<!channel> *0*: Spend & more.'),
            ],
          },
        },
      ],
    });
  });

  it('is no longer than the vendor takes', () => {
    const [long] = [{ campaign: 'ü'.repeat(5_000), message: 'x' }];
    const body = bodyFor('slack', messageOf([long], 2)) as { blocks: { text: { text: string } }[] };
    expect(body.blocks.map(({ text }) => [...text.text].length)).toEqual([19, 3_000]);
  });
});
