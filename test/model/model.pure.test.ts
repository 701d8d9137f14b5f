import { DISPUTE_STATES } from '../../src/workflow/dispute-facts';
import { REQUEST_STATES } from '../../src/workflow/facts';
import { OBJECTION_STATES } from '../../src/workflow/objection-facts';
import { DISPUTE } from './dispute';
import { OBJECTION } from './objection';
import { PurePortal } from './pure-portal';
import { REQUEST } from './request';
import { FACTOR, play } from './run';

/** Verbs of time alone: nobody takes them by hand. */
const byHand = (kind: string, verbs: object) =>
  Object.entries(verbs).flatMap(([verb, { by }]) => (by === 'system' ? [] : [`${kind} ${verb}`]));

test('the rules alone do what the model does, whatever happens', async () => {
  const { steps, states } = await play('rules alone', {
    ...{ runs: 10_000, most: 20 },
    begin: async (at) => {
      const portal = new PurePortal();
      portal.setNow(at);
      return portal;
    },
  });
  if (FACTOR < 1) return;
  // Chance has come everywhere, and every step was taken and refused.
  expect([...states].sort()).toEqual(
    [
      ...REQUEST_STATES.map((state) => `request ${state}`),
      ...OBJECTION_STATES.map((state) => `objection ${state}`),
      ...DISPUTE_STATES.map((state) => `dispute ${state}`),
    ].sort(),
  );
  const verbs = [...byHand('request', REQUEST), ...byHand('objection', OBJECTION), ...byHand('dispute', DISPUTE)];
  const seldom = verbs.filter((verb) => !steps.get(verb)?.taken || !steps.get(verb)?.refused);
  expect(seldom).toEqual([]);
}, 3_600_000);
