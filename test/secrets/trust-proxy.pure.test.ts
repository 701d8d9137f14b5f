import { readConfig } from '../../src/config';

const trusted = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }).trustProxy;

test('what stands in front is a number of proxies, or addresses', () => {
  expect([trusted(''), trusted('0'), trusted('2'), trusted('loopback')]).toEqual([false, false, 2, 'loopback']);
  expect(trusted('10.0.0.1, 192.168.0.0/16,::1')).toBe('10.0.0.1, 192.168.0.0/16,::1');
});

test('nobody is believed about his own address: `true` is one proxy, never all that the header says', () => {
  expect(trusted('true')).toBe(1);
});

test.each(['ya', 'proxy.lan', '10.0.0.0/0', '10.0.0.0/33', '::1/129', '10.0.0.1/8/8', '-1'])(
  '%s stops the start',
  (value) => {
    expect(() => trusted(value)).toThrow(/TRUST_PROXY/);
  },
);
