import type { LetterRow } from '../../db/tables/letters';
import { letterPdf } from '../../letters/pdf/letter';
import { sheetPdf } from '../../letters/pdf/sheet';
import { openLetter } from '../../letters/sealing';
import { type Keys, openCaseKey } from '../../secrets/keys';
import type { FileStore } from '../../storage/disk';
import { entryNames } from '../../storage/entry-names';
import type { ZipEntry } from '../../storage/zip';
import { chronologySheet } from './chronology';
import { countedSheet } from './counted';
import { coverSheet, type Listed } from './cover';
import { type Dossier, type GivenFile, keyOwner } from './dossier';
import { petitionSheet } from './petition';

type Made = { listed: Listed; content: ZipEntry['content'] };

/** The files of the ZIP in their order, each made or read only when it is its turn. Letters come without the access code. */
export function dossierEntries(dossier: Dossier, keys: Keys, store: FileStore): ZipEntry[] {
  const { t, objection } = dossier;
  const { language } = objection;
  const sheet = (name: string, make: () => Promise<Buffer>): Made => ({
    listed: { name: t(`disputes:bundle.file.${name}`), what: t(`disputes:bundle.what.${name}`), on: null },
    content: make,
  });
  const rest = [
    sheet('chronology', () => sheetPdf(chronologySheet(dossier))),
    sheet('counted', () => sheetPdf(countedSheet(dossier))),
    sheet('petition', () => sheetPdf(petitionSheet(dossier, 'id'))),
    ...(language === 'id' ? [] : [sheet('reading', () => sheetPdf(petitionSheet(dossier, language)))]),
    ...dossier.letters.map((letter, i) => letterEntry(dossier, letter, i + 1, keys)),
    ...dossier.files.map((file, i) => fileEntry(dossier, file, i + 1, store)),
  ];
  // The cover names each file as it will lie in the ZIP.
  const names = entryNames([t('disputes:bundle.file.cover'), ...rest.map(({ listed }) => listed.name)]);
  const named = rest.map(({ listed, content }, i) => ({
    listed: { ...listed, name: names[i + 1] as string },
    content,
  }));
  const listed = named.map((one) => one.listed);
  return [
    { name: names[0] as string, content: () => sheetPdf(coverSheet(dossier, listed)) },
    ...named.map(({ listed: { name }, content }) => ({ name, content })),
  ];
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

function letterEntry(dossier: Dossier, letter: LetterRow, nth: number, keys: Keys): Made {
  const { t } = dossier;
  const title = t(`letters:kind.${letter.kind}.title`);
  const number = letter.number.replaceAll('/', '-');
  const name = `${t('disputes:bundle.folder.letters')}/${twoDigits(nth)} ${title} ${number}.pdf`;
  return {
    listed: { name, what: t(`disputes:case.${letter.case_kind}`), on: letter.dated_on },
    content: () => {
      const owner = keyOwner(dossier, letter.case_kind);
      if (!owner) throw new Error(`the key of letter ${letter.public_id} is gone`);
      return letterPdf(openLetter(letter, openCaseKey(keys, owner.case_key_sealed, owner.public_id)));
    },
  };
}

function fileEntry({ t }: Dossier, file: GivenFile, nth: number, store: FileStore): Made {
  const name = `${t('disputes:bundle.folder.files')}/${twoDigits(nth)} ${file.name.replaceAll('/', '-')}`;
  return {
    listed: { name, what: t(`disputes:bundle.kind.${file.kind}`), on: null },
    content: async () => (file.sealed ? store.readSealed(file.stored_name) : store.stream(file.stored_name)),
  };
}
