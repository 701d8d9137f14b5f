import { parentPort } from 'node:worker_threads';
import { getDocumentProxy } from 'unpdf';

/** Reads PDFs in a thread of its own: the reader is a module that the test runner cannot load. */
parentPort.on('message', async (pdf) => {
  const document = await getDocumentProxy(pdf);
  const { info } = await document.getMetadata();
  const read = { info, size: [], items: [], trees: [] };
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    read.size = page.view.slice(2);
    read.items.push(items);
    read.trees.push(await page.getStructTree());
  }
  parentPort.postMessage(read);
});
