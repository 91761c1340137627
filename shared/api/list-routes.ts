import { z } from 'zod';
import {
  bulkDecisionSchema,
  bulkResultSchema,
  facetsSchema,
  leftOffSchema,
  questionFilterSchema,
  questionPageSchema,
  questionQuerySchema,
  savedViewSchema,
} from './list-schemas.ts';
import type { Route } from './route.ts';
import { statisticsSchema } from './statistics-schemas.ts';

/** Routes of queue and table. */
export const listRoutes = {
  listQuestions: {
    method: 'GET',
    path: '/api/questions',
    summary: 'One page of the queue.',
    input: questionQuerySchema,
    output: questionPageSchema,
    errors: ['workspace.none-open', 'input.invalid'],
  },
  countFacets: {
    method: 'GET',
    path: '/api/facets',
    summary: 'What each further choice of a filter would leave.',
    input: questionFilterSchema,
    output: facetsSchema,
    errors: ['workspace.none-open', 'input.invalid'],
  },
  listViews: {
    method: 'GET',
    path: '/api/views',
    summary: 'The saved views of the workspace, by name, and where its reviewer left off.',
    output: z.object({ views: z.array(savedViewSchema), leftOff: leftOffSchema.nullable() }),
    errors: ['workspace.none-open'],
  },
  saveView: {
    method: 'POST',
    path: '/api/views',
    summary: 'Keeps a view under its name; another of that name is replaced.',
    input: z.object({ ...savedViewSchema.shape, isRemoved: z.boolean().default(false) }),
    output: z.object({ views: z.array(savedViewSchema) }),
    errors: ['workspace.none-open', 'input.invalid'],
  },
  decideInBulk: {
    method: 'POST',
    path: '/api/bulk',
    summary: 'Decides about many questions as one step that undo takes back whole; progress comes as events.',
    input: bulkDecisionSchema,
    output: bulkResultSchema,
    errors: ['workspace.none-open', 'workspace.locked', 'input.invalid', 'decision.illegal'],
  },
  cancelBulk: {
    method: 'POST',
    path: '/api/bulk/cancel',
    summary: 'Stops the decision about many questions that is under way; without one nothing happens.',
    input: z.object({}),
    output: z.object({}),
    errors: ['input.invalid'],
  },
  getStatistics: {
    method: 'GET',
    path: '/api/statistics',
    summary: 'Where the workspace stands, in figures; other reviewers together unless `others` asks for each.',
    input: z.object({ others: z.enum(['together', 'each']).default('together') }),
    output: statisticsSchema,
    errors: ['workspace.none-open', 'input.invalid'],
  },
  leaveOff: {
    method: 'POST',
    path: '/api/left-off',
    summary: 'Remembers the question and list that the reviewer is at.',
    input: leftOffSchema,
    output: z.object({}),
    errors: ['workspace.none-open', 'input.invalid'],
  },
} as const satisfies Record<string, Route>;
