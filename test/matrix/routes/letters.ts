import { everybody, type Slice } from '../rows';

export const slice: Slice = {
  rows: [{ route: 'GET /keberatan/formulir', answers: everybody(200) }],
};
