import { isCategory } from '../catalogue/categories';
import type { SubscriptionRow } from '../db/tables/subscriptions';
import type { Translate } from '../i18n/catalogue';
import { blankForm, type FormState } from '../web/forms';
import { aboutWords, searchPath } from './letters';
import type { SavedSearch } from './searches';

export type Kind = SubscriptionRow['kind'];

export type NewView = {
  form: FormState;
  about: string;
  kind: Kind;
  search: SavedSearch;
  back: { label: string; href: string };
};

/** `/langganan/baru`: the form by itself, also where what was typed into it elsewhere is shown again. */
export function newView(kind: Kind, search: SavedSearch, bodyName: string, form: FormState, t: Translate): NewView {
  const known = { ...search, kategori: isCategory(search.kategori) ? search.kategori : ('' as const) };
  return {
    form,
    kind,
    search,
    about: aboutWords(t, kind, known, bodyName),
    back:
      kind === 'announcements'
        ? { label: t('announcements:list.title'), href: '/peringatan' }
        : { label: t('web:nav.information'), href: searchPath(known) },
  };
}

export type ConfirmView = { form: FormState; token: string; about: string; often: string; address: string };

/** The page behind the link of the letter: nothing happens before its button is pressed. */
export function confirmView(facts: Omit<ConfirmView, 'form'>): ConfirmView {
  return { form: blankForm(), ...facts };
}

export type StopView = { form: FormState; action: string; about: string; address: string };

/** The page that ends alerts. */
export function stopView(facts: Omit<StopView, 'form'>): StopView {
  return { form: blankForm(), ...facts };
}

export type Message = 'sent' | 'confirmed' | 'expired' | 'stopped';
export type MessageView = { title: string; text: string; tone: string; back: { label: string; href: string } };

/** What became of it, in a sentence, with the way back. */
export function messageView(message: Message, t: Translate, kind: Kind = 'documents'): MessageView {
  const home = kind === 'announcements' ? '/peringatan' : '/informasi';
  return {
    title: t(`subscriptions:${message}.title`),
    text: t(`subscriptions:${message}.text`),
    tone: message === 'expired' ? 'warn' : message === 'sent' ? 'info' : 'good',
    back: { label: t(kind === 'announcements' ? 'announcements:list.title' : 'web:nav.information'), href: home },
  };
}
