import { only, type Slice } from '../rows';

const admin = (answer: number) => only(['admin'], answer);
const PATH = '/admin/eskalasi';
const RUNG = `${PATH}/langkah/:kind/:step`;
const one = `${PATH}/langkah/request/half_term`;

export const slice: Slice = {
  rows: [
    { route: `GET ${PATH}`, answers: admin(200) },
    { route: `GET ${PATH}/versi/:id`, path: `${PATH}/versi/tidak-ada`, answers: admin(404) },
    { route: `GET ${PATH}/tambah`, path: `${PATH}/tambah?jam=request.answer`, answers: admin(200) },
    { route: `POST ${PATH}/tambah`, path: `${PATH}/tambah?jam=request.answer`, answers: admin(422) },
    { route: `GET ${RUNG}`, path: one, answers: admin(200) },
    { route: `POST ${RUNG}`, path: one, answers: admin(422) },
    { route: `GET ${RUNG}/hapus`, path: `${one}/hapus`, answers: admin(200) },
    { route: `POST ${RUNG}/hapus`, path: `${one}/hapus`, answers: admin(422) },
    { route: `GET ${PATH}/bawaan`, answers: admin(200) },
    { route: `POST ${PATH}/bawaan`, answers: admin(422) },
    { route: `POST ${PATH}/simpan`, answers: admin(422) },
  ],
};
