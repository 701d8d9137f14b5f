import { z } from 'zod';

/** What somebody says before a register leaves: as what file, which printed part, and what for. */
export const exportForm = z.object({
  format: z.enum(['csv', 'xlsx', 'pdf'], 'web:form.chooseOne'),
  bagian: z.coerce
    .number('register:form.part')
    .int('register:form.part')
    .min(1, 'register:form.part')
    .max(2000, 'register:form.part')
    .catch(1)
    .default(1),
  tujuan: z.string('register:form.purpose').min(10, 'register:form.purpose').max(500, 'register:form.purposeLong'),
});
