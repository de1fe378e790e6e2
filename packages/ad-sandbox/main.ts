import { TRANSIENT_KINDS } from './faults/random-faults.ts';
import { readFlags } from './flags.ts';
import { startGoogleAds } from './google-ads/server.ts';
import { startLinkedInAds } from './linkedin-ads/server.ts';
import { startMail } from './mail/server.ts';

const { host, googlePort, linkedInPort, smtpPort, inboxPort, dataDir, faults, faultRate, seed } = readFlags(
  process.argv.slice(2),
);
const data = dataDir === undefined ? {} : { dataDir };
const [google, linkedIn, mail] = await Promise.all([
  startGoogleAds({ host, port: googlePort, ...data }),
  startLinkedInAds({ host, port: linkedInPort, ...data }),
  startMail({ host, smtpPort, inboxPort, ...data }),
]);
for (const [name, vendor] of [
  ['google', google],
  ['linkedin', linkedIn],
] as const) {
  for (const flagged of faults)
    if (flagged.vendor === undefined || flagged.vendor === name) vendor.faults.arm(flagged.fault);
  if (faultRate > 0) vendor.faults.randomize({ seed, rate: faultRate, kinds: TRANSIENT_KINDS, match: {} });
}

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
