import type { Request, Response } from 'express';

/** Answers in CKAN's shape, errors too. */
export function ckanAnswers(baseUrl: string) {
  const help = (req: Request) => `${baseUrl}/api/docs#${req.path.slice(1)}`;
  const fail = (req: Request, res: Response, status: number, __type: string, message: string): void => {
    res.status(status).json({ help: help(req), success: false, error: { __type, message } });
  };
  return {
    ok(req: Request, res: Response, result: unknown): void {
      res.json({ help: help(req), success: true, result });
    },
    refuse: (req: Request, res: Response, message: string) => fail(req, res, 409, 'Validation Error', message),
    missing: (req: Request, res: Response) => fail(req, res, 404, 'Not Found Error', 'Not found'),
  };
}
