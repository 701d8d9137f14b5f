import { makeAdmin } from '../accounts/first-admin-commands';
import { emailAddress } from '../web/fields';
import { openDeps, runJob } from './open';

/** `npm run admin -- EMAIL`: makes an administrator and prints a one-time link, alone on standard output. */
void runJob(async () => {
  const email = emailAddress().safeParse((process.argv[2] ?? '').trim());
  if (!email.success) {
    process.stderr.write('Tulis satu alamat e-mail yang benar: npm run admin -- nama@contoh.go.id\n');
    return 2;
  }
  const { deps, close } = await openDeps();
  try {
    const link = await makeAdmin(deps, { email: email.data, name: email.data });
    process.stderr.write(
      `Buka tautan ini untuk membuat kata sandi ${email.data}. Tautan hanya dapat dipakai satu kali.\n`,
    );
    process.stdout.write(`${link}\n`);
    return 0;
  } finally {
    await close();
  }
});
