export type OutboxRow = {
  id: number;
  region_id: number;
  dedupe_key: string;
  kind: string;
  request_id: number | null;
  letter_id: number | null;
  recipient_sealed: string;
  subject: string;
  content_sealed: string;
  /** `kept`: no SMTP server is set, the letter waits where the administrator sees it. */
  state: 'pending' | 'claimed' | 'handing_over' | 'sent' | 'failed' | 'uncertain';
  attempts: number;
  next_attempt_at: string | null;
  claimed_at: string | null;
  claim: string | null;
  message_id: string;
  last_error: string | null;
  created_at: string;
  sent_at: string | null;
  /** 0: letters of cases and accounts; the higher, the later it leaves. */
  priority: number;
};
