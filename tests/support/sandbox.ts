import { startGoogleAds } from '../../simulators/google-ads/server.ts';
import { startLinkedInAds } from '../../simulators/linkedin-ads/server.ts';
import { startMail } from '../../simulators/mail/server.ts';

export type Sandbox = {
  google: Awaited<ReturnType<typeof startGoogleAds>>;
  linkedin: Awaited<ReturnType<typeof startLinkedInAds>>;
  mail: Awaited<ReturnType<typeof startMail>>;
  /** Settings that point the product at these simulators. */
  env: Record<string, string>;
  close(): Promise<void>;
};

/** The simulators of both ad platforms and the mail inbox, in this process, empty. */
export async function startSandbox(): Promise<Sandbox> {
  const [google, linkedin, mail] = await Promise.all([
    startGoogleAds({}),
    startLinkedInAds({}),
    startMail({}),
  ]);
  return {
    google,
    linkedin,
    mail,
    env: {
      GOOGLE_ADS_URL: google.url,
      GOOGLE_ADS_AUTHORIZE_URL: `${google.url}/o/oauth2/v2/auth`,
      GOOGLE_ADS_TOKEN_URL: `${google.url}/token`,
      GOOGLE_ADS_CLIENT_ID: 'sandbox-google-client',
      GOOGLE_ADS_CLIENT_SECRET: 'sandbox-google-secret',
      LINKEDIN_ADS_URL: linkedin.url,
      LINKEDIN_ADS_AUTHORIZE_URL: `${linkedin.url}/oauth/v2/authorization`,
      LINKEDIN_ADS_TOKEN_URL: `${linkedin.url}/oauth/v2/accessToken`,
      LINKEDIN_ADS_CLIENT_ID: 'sandbox-linkedin-client',
      LINKEDIN_ADS_CLIENT_SECRET: 'sandbox-linkedin-secret',
      PLATFORM_QUIET_MS: '500',
      SMTP_URL: mail.smtpUrl,
    },
    close: async () => {
      await Promise.all([google.close(), linkedin.close(), mail.close()]);
    },
  };
}
