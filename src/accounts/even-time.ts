const EVEN_MS = 300;

/**
 * Does `work` and ends no sooner than a fixed time after it began, so that the time of an answer does not tell whether
 * an address has an account. A fault waits as long.
 */
export async function inEvenTime<T>(work: () => Promise<T>): Promise<T> {
  const passed = new Promise((resolve) => setTimeout(resolve, EVEN_MS));
  try {
    return await work();
  } finally {
    await passed;
  }
}
