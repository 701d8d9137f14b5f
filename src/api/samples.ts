import type { Operation, Parameter } from './openapi/types';

/** A code such as a receipt shows. */
const CODE = '7QXK-M2PD-9WTB-4RHC';

/** The call as a command line that can be tried: every parameter that has an example, the body as JSON. */
export function curlOf(method: string, url: string, operation: Operation): string {
  const { parameters, security, requestBody } = operation;
  const body = requestBody?.content['application/json']?.example;
  const headers = given(parameters, 'header').map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const parts = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(addressOf(url, parameters))}`,
    ...(security.length > 0 ? [`-H ${quoted(`Authorization: Code ${CODE}`)}`] : []),
    ...headers,
    ...(body ? ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body, null, 2))}`] : []),
  ];
  return parts.join(' \\\n  ');
}

/** The same call as a form with a paper beside it; null for a call that takes none. */
export function curlFormOf(method: string, url: string, { requestBody }: Operation): string | null {
  const example = requestBody?.content['application/json']?.example;
  if (!example || !requestBody?.content['multipart/form-data']) return null;
  const fields = formFields(example).map(([name, value]) => `-F ${quoted(`${name}=${value}`)}`);
  return [`curl -X ${method} ${quoted(url)}`, ...fields, "-F 'ktp=@ktp.jpg'"].join(' \\\n  ');
}

/** `{ requester: { name } }` as `requester[name]`, without what is null. */
function formFields(value: object, name = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const field = name ? `${name}[${key}]` : key;
    if (inner === null) return [];
    return typeof inner === 'object' ? formFields(inner, field) : [[field, String(inner)]];
  });
}

function addressOf(url: string, parameters: readonly Parameter[]): string {
  const path = given(parameters, 'path').reduce((filled, [name, value]) => filled.replace(`{${name}}`, value), url);
  const query = new URLSearchParams(given(parameters, 'query')).toString();
  return query ? `${path}?${query}` : path;
}

function given(parameters: readonly Parameter[], place: Parameter['in']): [string, string][] {
  const shown = parameters.filter((one) => one.in === place && one.example !== undefined);
  return shown.map(({ name, example }) => [name, String(example)]);
}

/** One word for a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
