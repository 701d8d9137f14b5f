/**
 * Passwords of twelve characters and more that lists of stolen ones lead with, and the ones this country and this kind
 * of office would think of first. Lower case. Shorter ones are refused by their length.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  123456789012 1234567890123 123456123456 1234567891011 123123123123 111122223333 112233445566 121212121212
  012345678910 0123456789012 098765432101 987654321012 123456789123 123456789abc 1234567890qwe 1q2w3e4r5t6y 1q2w3e4r5t6y7u
  1qaz2wsx3edc 1qaz2wsx3edc4rfv zaq12wsxcde3 q1w2e3r4t5y6 qazwsxedcrfv qwerty123456 qwertyuiop12 qwertyuiop123 qwertyuiopasdf
  qwertyuiop[] asdfghjkl123 asdfghjkl;'\\ zxcvbnm12345 abcdefghijkl abcdefg12345 abc123abc123 abcd12345678
  password1234 password12345 password123456 password123! passwordpassword p@ssw0rd1234 p@ssword1234 passw0rd1234 mypassword123
  iloveyou1234 letmein12345 welcome12345 welcome1234! changeme1234 changeme12345 default12345 trustno1trustno1 football1234
  admin1234567 admin12345678 admin123admin adminadmin123 administrator administrator1 administrator123 superadmin123 rootrootroot1
  katasandi123 katasandi1234 katasandikatasandi sandi1234567 rahasia12345 rahasia123456 rahasia123rahasia rahasiarahasia
  indonesia123 indonesia1234 indonesiaraya indonesia1945 merdeka17845 merdeka170845 17agustus1945 bismillah123 bismillah1234
  bismillah786 alhamdulillah alhamdulillah1 sayangku1234 akucintakamu cintaku12345 jakarta12345 semarang1234 jawatengah123
  demakberamanah kabupatendemak kabupatendemak1 demakkotawali demak1234567 ppiddemak123 ppidutama123 ppidkabupaten
  pemkabdemak123 pelayanan123 petugas12345 keterbukaan14 informasipublik informasipublik1 dinkominfo123 diskominfo123
  gantisaya123 gantikatasandi contoh123456 contohcontoh
  `
    .trim()
    .split(/\s+/),
);
