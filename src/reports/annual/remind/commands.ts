import { holdersUpwards } from '../../../accounts/holders-queries';
import { localDay } from '../../../calendar/working-days';
import { type Trx, writing } from '../../../db/connect';
import type { Deps } from '../../../deps';
import { enqueueMails, type Mail } from '../../../mail/outbox';
import { type AnnualReminder, annualDueBy, annualReminderOn } from '../../../workflow/annual-report';
import { lengthOf } from '../../../workflow/terms';
import { yearDue } from '../clock';
import { newestReport } from '../queries';
import { recordAnnual } from '../record-commands';
import { annualTerms, portalKnew } from '../term-queries';
import { annualMail } from './mail';

/** Where each office reads of the report. */
const PATH = { ppid: '/petugas/laporan-tahunan', atasan: '/atasan/laporan-tahunan', admin: '/admin' } as const;

type Due = { year: number; dueBy: string; kept: string | null; owed: 'report' | 'copy'; now: string; today: string };

/**
 * Reminds of the report of the year that ended: each step once, to everyone who holds the office; where nobody does, one
 * rung up. Nothing is sent once it is published and the commission has its copy. Gives the step that was sent.
 */
export async function remindOfReport(deps: Deps): Promise<string | null> {
  const { db, regionId } = deps;
  const now = deps.clock.now().toISOString();
  const today = localDay(now, deps.config.timezone);
  const year = yearDue(today);
  const kept = await annualTerms(db, regionId, year);
  const dueBy = annualDueBy(year, kept);
  const reminder = annualReminderOn(dueBy, today);
  if (!reminder) return null;
  const published = await newestReport(db, regionId, year, { published: true });
  if (published?.copied_on || !(await portalKnew(db, regionId, year))) return null;
  const sent = await db('annual_report_reminders')
    .where({ region_id: regionId, year, step: reminder.step })
    .first('step');
  if (sent) return null;
  const owed = published ? 'copy' : 'report';
  return writing(db, (trx) => send(deps, trx, reminder, { year, dueBy, kept, owed, now, today }));
}

async function send(deps: Deps, trx: Trx, { step, to }: AnnualReminder, due: Due): Promise<string | null> {
  const { regionId } = deps;
  const { year, dueBy, kept, owed, now, today } = due;
  // The key is the turn: of two passes at once one sends.
  const [mine] = await trx('annual_report_reminders')
    .insert({ region_id: regionId, year, step, sent_at: now })
    .onConflict(['region_id', 'year', 'step'])
    .ignore()
    .returning('step');
  if (!mine) return null;
  const { office, people } = await holdersUpwards(trx, regionId, to, today);
  const t = deps.i18n.for('id');
  const mails = people.map(
    (person): Mail => ({
      ...{ regionId, dedupeKey: `annual:${year}:${step}:${person.id}`, kind: 'staff', to: person.email },
      ...annualMail(t, {
        ...{ step, owed, name: person.name, year, due_by: dueBy, length: lengthOf('annual_report', kept) },
        meant_for: office === to ? null : to,
        url: `${deps.config.baseUrl}${PATH[office]}`,
        timezone: deps.config.timezone,
      }),
    }),
  );
  await enqueueMails(trx, deps.keys, now, mails);
  const detail = { step, due_by: dueBy, owed, meant_for: to, sent_to: office, people: people.length };
  const row = { region_id: regionId, year, number: 0 };
  await recordAnnual(trx, row, { kind: 'annual_report_reminded', at: now, actor: { role: 'system' }, detail });
  return step;
}
