import type { Router } from 'express';
import { renderError } from '../web/errors';

const OURS = /^[a-z0-9][a-z0-9-]{0,199}$/;

/**
 * Answers 404 where a part of the address cannot be one of our slugs or ids. PostgreSQL would call a NUL character a
 * fault, and a database need not be asked about the rest.
 */
export function onlyOurs(router: Router, ...names: string[]): void {
  for (const name of names) {
    router.param(name, (req, res, next, value) => (OURS.test(String(value)) ? next() : renderError(req, res, 404)));
  }
}
