import { TRANSIENT_KINDS } from './faults/random-faults.ts';
import { readFlags } from './flags.ts';
import { googleAgencyAccounts } from './google-ads/accounts.ts';
import { startGoogleAds } from './google-ads/server.ts';
import { startLinkedInAds } from './linkedin-ads/server.ts';
import { startMail } from './mail/server.ts';
import { startSentence } from './start-failure.ts';

/** Starts what the command line names, with its faults armed. */
async function start(argv: readonly string[]) {
  const flags = readFlags(argv);
  const { host, reviewMs, propagationMs, refusePastStart } = flags;
  const data = flags.dataDir === undefined ? {} : { dataDir: flags.dataDir };
  const accounts = flags.accounts === 'agency' ? { accounts: googleAgencyAccounts } : {};
  const [google, linkedIn, mail] = await Promise.all([
    startGoogleAds({ host, port: flags.googlePort, reviewMs, ...accounts, ...data }),
    startLinkedInAds({ host, port: flags.linkedInPort, reviewMs, propagationMs, refusePastStart, ...data }),
    startMail({ host, smtpPort: flags.smtpPort, inboxPort: flags.inboxPort, ...data }),
  ]);
  for (const [name, vendor] of [
    ['google', google],
    ['linkedin', linkedIn],
  ] as const) {
    for (const flagged of flags.faults)
      if (flagged.vendor === undefined || flagged.vendor === name) vendor.faults.arm(flagged.fault);
    if (flags.faultRate > 0)
      vendor.faults.randomize({ seed: flags.seed, rate: flags.faultRate, kinds: TRANSIENT_KINDS, match: {} });
  }
  return { google, linkedIn, mail };
}

const { google, linkedIn, mail } = await start(process.argv.slice(2)).catch((error: unknown) => {
  const sentence = startSentence(error);
  if (sentence === null) throw error;
  process.stderr.write(`${sentence}\n`);
  process.exit(1); // another of the servers may listen already
});

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void Promise.allSettled([google.close(), linkedIn.close(), mail.close()]).then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();

console.log(
  JSON.stringify({
    googleAdsUrl: google.url,
    linkedInAdsUrl: linkedIn.url,
    smtpUrl: mail.smtpUrl,
    inboxUrl: mail.inboxUrl,
  }),
);
