import { expect, it } from 'vitest';
import { isPublicAddress } from './public-address.ts';

it.each([
  ...[
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '0.0.0.0',
    '100.64.0.1',
    '224.0.0.1',
  ],
  ...[
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
  ],
  ...['2002:7f00:1::', '2001::1', '2001:db8::1', 'ff02::1', 'localhost', '', '127.1', '0x7f000001'],
])('%s is not an address of the internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(['8.8.8.8', '52.112.0.1', '172.32.0.1', '2606:4700::1111', '2a01:111::1'])('%s is', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
