import { parseOptions } from '@node-rs/argon2';
import { hashPassword, passwordMatches, passwordProblem } from '../../src/accounts/passwords';

test.each([
  ['sebelas-kar', 'short'],
  ['dua-belas-ka', null],
  ['🔒'.repeat(11), 'short'],
  ['abcd'.repeat(50), null],
  ['abcd'.repeat(51), 'long'],
  ['Password12345', 'common'],
  ['KABUPATENDEMAK', 'common'],
  ['aaaaaaaaaaaaaa', 'common'],
  ['ababababababab', 'common'],
  ['kuda poni zaitun', null],
  ['ꦏꦠꦱꦤ꧀ꦢꦶꦗꦮ “ %&\'"<script>', null],
])('%s: %s', (password, problem) => {
  expect(passwordProblem(password)).toBe(problem);
});

test('a password is not one’s own name or address', () => {
  expect(passwordProblem('Siti.Aminah@contoh.test', ['siti.aminah@contoh.test', 'Siti'])).toBe('personal');
});

test('argon2id with OWASP’s costs; each hash has a salt of its own', async () => {
  const [a, b] = await Promise.all([hashPassword('dua-belas-ka'), hashPassword('dua-belas-ka')]);
  expect(a).not.toBe(b);
  expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(parseOptions(a)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
});

test('the same letters typed on another keyboard are the same password', async () => {
  const stored = await hashPassword('kafé-'.normalize('NFC').repeat(3));
  expect(await passwordMatches(stored, 'kafé-'.normalize('NFD').repeat(3))).toBe(true);
  expect(await passwordMatches(stored, 'kafe-'.repeat(3))).toBe(false);
});

test('without a stored hash nothing fits, and it takes as long', async () => {
  const stored = await hashPassword('dua-belas-ka');
  const time = async (hash: string | null) => {
    const from = process.hrtime.bigint();
    for (let i = 0; i < 5; i++) expect(await passwordMatches(hash, 'salah-semuanya')).toBe(false);
    return Number(process.hrtime.bigint() - from);
  };
  const [known, unknown] = [await time(stored), await time(null)];
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(3);
});
