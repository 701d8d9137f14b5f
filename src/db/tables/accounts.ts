export type UserRow = {
  id: number;
  public_id: string;
  region_id: number;
  email: string;
  name: string;
  title: string | null;
  employee_number: string | null;
  password_hash: string | null;
  failed_count: number;
  locked_until: string | null;
  disabled_at: string | null;
  session_epoch: number;
  example: number;
  last_signed_in_at: string | null;
  created_at: string;
};

export type UserRoleRow = {
  id: number;
  user_id: number;
  role: string;
  body_id: number | null;
  from_on: string | null;
  until_on: string | null;
  deputy_for: number | null;
};

export type UserTokenRow = {
  id: number;
  user_id: number;
  purpose: 'invite' | 'reset' | 'verify';
  token_hash: string;
  expires_at: string;
  used_at: string | null;
  created_at: string;
};
