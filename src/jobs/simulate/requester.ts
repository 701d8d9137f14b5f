import type { Identity } from '../../requests/identity';

/** Who asks in a simulation. His letters go by e-mail, so that they reach him the day they are sent. */
export const IDENTITY: Identity = {
  name: 'Pemohon Simulasi',
  identity_number: '3321010101900001',
  address: 'Demak',
  email: 'pemohon@contoh.test',
  phone: null,
  occupation: null,
  proxy: null,
};
