import type { Context, Hono } from 'hono';
import { type HousePreview, type HousePreviewQuery, housePreviewQuerySchema, routes } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { type GenerationDesk, steerActions } from './generation-desk.ts';
import { drawHouseView, previewHouse } from './house-preview.ts';
import { registerRoute } from './register-route.ts';

/** Houses that were previewed last: a page asks for plan and view of the same one. */
const mostKept = 4;

/** Registers what the Generate screen needs: previews, and the one run with its progress. */
export function registerGenerationRoutes(app: Hono, desk: GenerationDesk): void {
  const preview = keepLatest(previewHouse);
  registerRoute(app, 'getGeneration', () => desk.view);
  registerRoute(app, 'startGeneration', (request) => desk.start(request));
  registerRoute(app, 'previewHouse', (query) => preview(query));
  registerRoute(app, 'steerGeneration', (_, param) => {
    const action = steerActions.find((each) => each === param('action'));
    if (action === undefined) throw new AppError('not-found', `A run can be steered with ${steerActions.join(', ')} only.`);
    return desk.steer(action);
  });
  app.get(routes.viewHouse.path, (context) => pngResponse(drawHouseView(preview(readQuery(context)).scene)));
  app.get(routes.getGenerationThumbnail.path, (context) => {
    const picture = desk.pictureOf(context.req.param('house'));
    if (picture === null) throw new AppError('not-found', 'There is no picture of that house (any more).');
    return pngResponse(picture.png);
  });
}

function readQuery(context: Context): HousePreviewQuery {
  const parsed = housePreviewQuerySchema.safeParse(context.req.query());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('input.invalid', `The query is wrong at "${issue?.path.join('.')}": ${issue?.message}`, { cause: parsed.error });
}

function keepLatest(make: (query: HousePreviewQuery) => HousePreview): (query: HousePreviewQuery) => HousePreview {
  const kept = new Map<string, HousePreview>();
  return (query) => {
    const key = JSON.stringify(query);
    const preview = kept.get(key) ?? make(query);
    kept.delete(key);
    kept.set(key, preview);
    for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
    return preview;
  };
}

function pngResponse(png: Uint8Array): Response {
  const body = Buffer.from(png);
  const headers = { 'content-type': 'image/png', 'content-length': String(body.byteLength), 'cache-control': 'private, max-age=3600' };
  return new Response(body, { headers });
}
