import { portalLog } from '../../src/jobs/log';

test("a database's error is logged without the row it repeats", () => {
  const lines: string[] = [];
  const error = Object.assign(new Error('violates unique constraint'), {
    code: '23505',
    detail: 'Key (email)=(siti@contoh.test) already exists.',
    where: "COPY users, line 1: 'siti@contoh.test'",
  });
  portalLog({ write: (line) => void lines.push(line) }).error({ err: error }, 'request failed');
  expect(lines.join()).toContain('23505');
  expect(lines.join()).not.toContain('siti');
});
