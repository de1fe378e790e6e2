import { generateServiceKeys } from '../mixins/identity/service-keys.ts';

/**
 * Prints new keys for all services and the operator as settings, and stores nothing. Each node needs the public keys of
 * all and the secret keys of the services that it runs.
 */
const keys = generateServiceKeys();
console.log('# Public keys of every service, for every node:');
console.log(`SERVICE_PUBLIC_KEYS=${keys.public}`);
console.log('\n# Secret, for a node that runs every service:');
console.log(`SERVICE_KEYS=${keys.all}`);
console.log('\n# Secret, for a node that runs one service, and for the operator (npm run repl):');
for (const [service, key] of Object.entries(keys.perService))
  console.log(`# ${service}: SERVICE_KEYS=${key}`);
