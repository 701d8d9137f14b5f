/** Half a minute before and after the midnight between Monday 14 and Tuesday 15 December 2026, where each office stands. */
export const MIDNIGHTS = [
  {
    zone: 'WIB',
    timezone: 'Asia/Jakarta',
    before: '2026-12-14T16:59:30.000Z',
    midnight: '2026-12-14T17:00:00.000Z',
    after: '2026-12-14T17:00:30.000Z',
    offset: '+07:00',
  },
  {
    zone: 'WITA',
    timezone: 'Asia/Makassar',
    before: '2026-12-14T15:59:30.000Z',
    midnight: '2026-12-14T16:00:00.000Z',
    after: '2026-12-14T16:00:30.000Z',
    offset: '+08:00',
  },
  {
    zone: 'WIT',
    timezone: 'Asia/Jayapura',
    before: '2026-12-14T14:59:30.000Z',
    midnight: '2026-12-14T15:00:00.000Z',
    after: '2026-12-14T15:00:30.000Z',
    offset: '+09:00',
  },
] as const;
