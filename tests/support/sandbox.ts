import { sandboxSettings } from '../../scripts/start/simulators.ts';
import { startGoogleAds } from '@sip/ad-sandbox/google-ads/server';
import { startLinkedInAds } from '@sip/ad-sandbox/linkedin-ads/server';
import { startMail } from '@sip/ad-sandbox/mail/server';

export type Sandbox = {
  google: Awaited<ReturnType<typeof startGoogleAds>>;
  linkedin: Awaited<ReturnType<typeof startLinkedInAds>>;
  mail: Awaited<ReturnType<typeof startMail>>;
  /** Settings that point the product at these simulators. */
  env: Record<string, string>;
  close(): Promise<void>;
};

/** The simulators of both ad platforms and the mail inbox, in this process; empty, or as the journals in a folder say. */
export async function startSandbox(dataDir?: string): Promise<Sandbox> {
  const journals = dataDir === undefined ? {} : { dataDir };
  const [google, linkedin, mail] = await Promise.all([
    startGoogleAds(journals),
    startLinkedInAds(journals),
    startMail({}),
  ]);
  return {
    google,
    linkedin,
    mail,
    env: {
      ...sandboxSettings(google.url, linkedin.url),
      PLATFORM_QUIET_MS: '500',
      PLATFORM_PROPAGATION_MS: '500',
      PLATFORM_FIGURES_QUICK_MS: '3600000',
      PLATFORM_DELIVERY_QUICK_MS: '3600000', // nothing is read beside what a test does
      SMTP_URL: mail.smtpUrl,
    },
    close: async () => {
      await Promise.all([google.close(), linkedin.close(), mail.close()]);
    },
  };
}
