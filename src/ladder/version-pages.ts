import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { Rung } from '../workflow/escalations';
import { DEFAULT_LADDER } from '../workflow/ladder';
import { changesBetween } from '../workflow/ladder-changes';
import { type KindView, kindViews, stateStatus } from './ladder-pages';
import { type ChangeLine, changeLines } from './preview-pages';
import type { VersionEntry } from './queries';
import { PATH } from './words';

export type VersionView = {
  title: string;
  here: string;
  status: { label: string; tone: string };
  progress: string;
  stalled: string | null;
  counting: boolean;
  facts: { label: string; value: string }[];
  changes: ChangeLine[];
  kinds: KindView[];
};

/** One version of the ladder: what it changed, who made it and why, and how far the open cases are counted anew. */
export function versionView(
  t: Translate,
  fmt: Format,
  row: VersionEntry & { rungs: string; rungs_before: string | null },
): VersionView {
  const rungs = JSON.parse(row.rungs) as Rung[];
  const before = row.rungs_before === null ? DEFAULT_LADDER : (JSON.parse(row.rungs_before) as Rung[]);
  const counts = { seen: fmt.number(row.seen), changed: fmt.number(row.changed) };
  return {
    title: t('ladder:version.title', { at: fmt.dayTime(row.made_at) }),
    here: `${PATH}/versi/${row.public_id}`,
    status: stateStatus(t, row.state),
    progress: t(`ladder:progress.${row.state}`, counts),
    stalled: row.stalled_at === null ? null : t('ladder:progress.stalled', { at: fmt.dayTime(row.stalled_at) }),
    counting: row.state === 'counting',
    facts: [
      { label: t('ladder:field.alasan'), value: row.reason },
      { label: t('ladder:version.by'), value: row.made_by_name },
    ],
    changes: changeLines(t, changesBetween(before, rungs)),
    kinds: kindViews(t, rungs),
  };
}
