import { readably } from '../../src/catalogue/import/reason-words';
import { formatIn } from '../../src/web/format';
import { catalogue } from '../letters/cast';

const t = catalogue.for('id');
const fmt = formatIn('id', t, 'Asia/Jakarta');

test('the days in a reason are said as people read them; what is no day stays as the list says it', () => {
  const vars = readably({ value: '2026-11-03', other: '2026-02-30', text: 'Rapat 2026-11-03', year: '2026' }, fmt);
  expect(vars).toEqual({
    ...{ value: 'Selasa, 3 November 2026', other: '2026-02-30', text: 'Rapat 2026-11-03', year: '2026' },
  });
});
