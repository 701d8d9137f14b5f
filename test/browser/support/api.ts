import type { Receipt } from './citizen';

let filed = 0;

/** Files a request by the interface for programs: for walks that begin after the filing. */
export async function fileByApi(
  base: string,
  about: { details: string; body?: string; email?: string },
): Promise<Receipt> {
  filed += 1;
  const { details, body, email = `pemohon${filed}@warga.test` } = about;
  const requester = {
    kind: 'individual',
    name: `Pemohon Ke-${filed}`,
    identity_number: String(3321014101900100 + filed),
    citizen: true,
    email,
  };
  const answer = await fetch(`${base}/api/v1/requests`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      requester,
      body,
      details,
      purpose: 'Penelitian',
      obtain: 'copy',
      deliver: 'email',
      language: 'id',
    }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  const { number, code, due_on } = (await answer.json()) as { number: string; code: string; due_on: string };
  return { number, code, due: due_on };
}
