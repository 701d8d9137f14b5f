import { readConfig } from '../../src/config';
import { allowedUrl, mayConnect, readHosts } from '../../src/harvest/hosts';
import { isSuddenLoss, nextAfterFailure } from '../../src/harvest/schedule';
import { fetcher } from '../../src/harvest/transport';

const hosts = ['data.contoh.go.id', '*.demakkab.go.id', 'lain.contoh.go.id:8443'];
const codeOf = (address: string, loopback = false): string | null => {
  try {
    allowedUrl(address, { hosts, loopback });
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test.each([
  ['https://data.contoh.go.id/a', null],
  ['http://DATA.contoh.go.id', null],
  ['https://dinkes.demakkab.go.id/x', null],
  ['https://lain.contoh.go.id:8443/', null],
  ['https://demakkab.go.id/', 'host_not_allowed'],
  ['https://jahatdemakkab.go.id/', 'host_not_allowed'],
  ['https://data.contoh.go.id:22/', 'host_not_allowed'],
  ['https://data.contoh.go.id.jahat.org/', 'host_not_allowed'],
  ['https://8.8.8.8/', 'host_not_allowed'],
  ['https://a:b@data.contoh.go.id/', 'address_wrong'],
  ['file:///etc/passwd', 'address_wrong'],
  ['gopher://data.contoh.go.id/', 'address_wrong'],
  ['http://127.0.0.1/', 'address_private'],
  ['http://2130706433/', 'address_private'],
  ['http://0177.0.0.1/', 'address_private'],
  ['http://[::ffff:10.0.0.1]/', 'address_private'],
  ['http://169.254.169.254/', 'address_private'],
])('%s gives %s', (address, code) => {
  expect(codeOf(address)).toBe(code);
});

test('a password in an address is not kept with the refusal', () => {
  const refused = () => allowedUrl('https://kepala:sandi@data.contoh.go.id/a', { hosts, loopback: false });
  expect(refused).toThrow(expect.objectContaining({ code: 'address_wrong', value: 'https://data.contoh.go.id/a' }));
});

test('only public addresses are connected to; loopback where a test says so, nothing else', () => {
  for (const inside of [
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fe80::1',
    'fc00::1',
    '64:ff9b::a00:1',
    '224.0.0.1',
    '',
  ])
    expect([inside, mayConnect(inside, false)]).toEqual([inside, false]);
  expect([mayConnect('127.0.0.1', true), mayConnect('10.0.0.1', true), mayConnect('1.1.1.1', false)]).toEqual([
    true,
    false,
    true,
  ]);
});

test('a name that resolves into a private network is refused, and production has no loopback', async () => {
  const fetch = fetcher({ hosts: ['localhost'], loopback: false });
  await expect(fetch('http://localhost/')).rejects.toMatchObject({ code: 'address_private' });
  const env = {
    NODE_ENV: 'production',
    BASE_URL: 'https://a.go.id',
    SESSION_SECRET: 'x'.repeat(40),
    DATA_KEY: '7a'.repeat(32),
  };
  expect(readConfig(env).harvestLoopback).toBe(false);
  expect(() => readConfig({ ...env, HARVEST_LOOPBACK: 'on' })).toThrow('HARVEST_LOOPBACK');
  expect(() => readConfig({ HARVEST_HOSTS: '*' })).toThrow('HARVEST_HOSTS');
  expect(readHosts('*.id, a.go.id').wrong).toEqual(['*.id']);
});

test('waits grow to a day and no further; a loss is sudden above a half of more than a few', () => {
  const now = new Date('2026-12-11T02:00:00.000Z');
  const hours = (failures: number) => (Date.parse(nextAfterFailure(now, failures)) - now.getTime()) / 3_600_000;
  expect([1, 2, 5, 8, 60].map(hours)).toEqual([0.25, 0.5, 4, 24, 24]);
  expect([isSuddenLoss(3, 3), isSuddenLoss(4, 2), isSuddenLoss(4, 3)]).toEqual([false, false, true]);
});
