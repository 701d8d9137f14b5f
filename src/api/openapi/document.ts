import type { Translate } from '../../i18n/catalogue';
import { bodyPart } from './bodies';
import { calendarPart } from './calendar';
import { ckanPart } from './ckan';
import { documentPart } from './documents';
import { explainPart } from './explain';
import { requestPart } from './requests';
import { selfPart } from './self';
import { statsPart } from './stats';
import type { OpenApiDocument, Part, Say } from './types';

/** The kinds of calls, in the order in which people read of them. */
const TAGS = ['documents', 'bodies', 'calendar', 'requests', 'stats', 'ckan', 'self'];

type Office = { baseUrl: string; org: { name: string; region: string; email: string } };

/** The description of every call below `/api` in OpenAPI 3.1, in the translator's language. Pure. */
export function openApiDocument({ baseUrl, org }: Office, t: Translate): OpenApiDocument {
  const say: Say = (key, vars) => t(`api:${key}`, vars);
  const parts = [
    documentPart(say, baseUrl),
    bodyPart(say, baseUrl),
    calendarPart(say),
    requestPart(say, baseUrl),
    explainPart(say),
    statsPart(say),
    ckanPart(say, baseUrl),
    selfPart(say),
  ];
  return {
    openapi: '3.1.0',
    info: {
      title: say('info.title'),
      version: '1',
      description: say('info.description', { region: org.region }),
      ...(org.email ? { contact: { name: org.name, email: org.email } } : {}),
    },
    servers: [{ url: baseUrl }],
    tags: TAGS.map((name) => ({ name, description: say(`tags.${name}.description`) })),
    paths: joined(parts, 'paths'),
    components: {
      schemas: joined(parts, 'schemas'),
      securitySchemes: { code: { type: 'http', scheme: 'Code', description: say('security.code') } },
    },
  };
}

function joined<K extends keyof Part>(parts: readonly Part[], key: K): Part[K] {
  return Object.assign({}, ...parts.map((part) => part[key]));
}
