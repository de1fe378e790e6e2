import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@sip/local-servers/free-port';
import { StartupError } from '@sip/local-servers/startup-error';
import type { AuthSettings } from '../../services/auth/settings.ts';
import type { PlatformsSettings } from '../../services/platforms/settings.ts';
import type { StartSettings } from './settings.ts';

/** The process of the simulators, and the variables with which the product uses them. */
export type RunningSimulators = {
  variables: Record<string, string>;
  inboxUrl: string | null;
  /** The addresses of the platforms' simulators, for edits and faults by hand (docs/simulators.md); null where none run. */
  platformUrls: { google: string; linkedIn: string } | null;
  stop: () => Promise<void>;
};
type SandboxSettings = StartSettings &
  Pick<PlatformsSettings, 'GOOGLE_ADS_CLIENT_ID' | 'LINKEDIN_ADS_CLIENT_ID' | 'PLATFORM_QUIET_MS'> &
  Pick<AuthSettings, 'SMTP_URL'>;
type Addresses = { googleAdsUrl: string; linkedInAdsUrl: string; smtpUrl: string; inboxUrl: string };

const NONE: RunningSimulators = {
  variables: {},
  inboxUrl: null,
  platformUrls: null,
  stop: async () => undefined,
};

/**
 * Starts the simulators of the ad platforms and the mail inbox in one process, which stores its state and ends with
 * this process. They are not started in production, nor when credentials of real platforms are configured.
 */
export async function startSimulators(
  settings: SandboxSettings,
  production: boolean,
): Promise<RunningSimulators> {
  if (production || settings.GOOGLE_ADS_CLIENT_ID || settings.LINKEDIN_ADS_CLIENT_ID) return NONE;
  const dataDir = join(resolve(settings.DATA_DIR), 'simulators');
  await mkdir(dataDir, { recursive: true });
  const ports = {
    google: await freePort(17_001),
    linkedin: await freePort(17_002),
    smtp: await freePort(17_025),
    inbox: await freePort(17_080),
  };
  const flags = Object.entries(ports).flatMap(([name, port]) => [`--${name}-port`, String(port)]);
  const main = createRequire(import.meta.url).resolve('@sip/ad-sandbox/main');
  const child = spawn(process.execPath, [main, ...flags, '--data-dir', dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    once(child, 'exit').then(() => null),
  ]);
  if (line === null)
    throw new StartupError('The simulators of the ad platforms did not start; their message is above.');
  const urls = JSON.parse(line) as Addresses;
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  };
  child.unref();
  const { inboxUrl, googleAdsUrl: google, linkedInAdsUrl: linkedIn } = urls;
  return { variables: variablesFor(settings, urls), inboxUrl, platformUrls: { google, linkedIn }, stop };
}

/** The variables for the addresses of the simulators and of the mail inbox. */
function variablesFor(settings: SandboxSettings, urls: Addresses): Record<string, string> {
  return {
    ...sandboxSettings(urls.googleAdsUrl, urls.linkedInAdsUrl),
    PLATFORM_QUIET_MS: String(Math.min(settings.PLATFORM_QUIET_MS, 2_000)),
    ...(settings.SMTP_URL ? {} : { SMTP_URL: urls.smtpUrl }),
  };
}

/** The settings of both platforms for simulators at these addresses; the credentials work with the simulators only. */
export function sandboxSettings(googleAdsUrl: string, linkedInAdsUrl: string): Record<string, string> {
  return {
    GOOGLE_ADS_URL: googleAdsUrl,
    GOOGLE_ADS_AUTHORIZE_URL: `${googleAdsUrl}/o/oauth2/v2/auth`,
    GOOGLE_ADS_TOKEN_URL: `${googleAdsUrl}/token`,
    GOOGLE_ADS_REVOKE_URL: `${googleAdsUrl}/revoke`,
    GOOGLE_ADS_CLIENT_ID: 'sandbox-google-client',
    GOOGLE_ADS_CLIENT_SECRET: 'sandbox-google-secret',
    LINKEDIN_ADS_URL: linkedInAdsUrl,
    LINKEDIN_ADS_AUTHORIZE_URL: `${linkedInAdsUrl}/oauth/v2/authorization`,
    LINKEDIN_ADS_TOKEN_URL: `${linkedInAdsUrl}/oauth/v2/accessToken`,
    LINKEDIN_ADS_REVOKE_URL: `${linkedInAdsUrl}/oauth/v2/revoke`,
    LINKEDIN_ADS_CLIENT_ID: 'sandbox-linkedin-client',
    LINKEDIN_ADS_CLIENT_SECRET: 'sandbox-linkedin-secret',
  };
}
