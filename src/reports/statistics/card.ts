/**
 * How high the frame of the card has to be, in CSS pixels, for its content at every width from 300 on. It is what a
 * browser measures; a test of the browser suite holds it to that.
 */
export const CARD_HEIGHT = 420;
