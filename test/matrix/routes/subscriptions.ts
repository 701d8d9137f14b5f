import { everybody, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /langganan/baru', answers: everybody(200) },
    { route: 'POST /langganan', answers: everybody(422) },
    { route: 'GET /langganan/terkirim', answers: everybody(200) },
    { route: 'GET /langganan/konfirmasi', answers: everybody(410) },
    { route: 'POST /langganan/konfirmasi', answers: everybody(410) },
    // Without the mark of a letter's link nobody ends anything.
    { route: 'GET /langganan/:id/berhenti', path: '/langganan/tidak-ada/berhenti', answers: everybody(404) },
    { route: 'POST /langganan/:id/berhenti', path: '/langganan/tidak-ada/berhenti', answers: everybody(404) },
  ],
};
