import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { defaultDataDir, projectRoot } from '../data-dir.ts';
import { recogniseShards } from '../formats/shard-readers.ts';
import { withRecorder } from '../generate/with-recorder.ts';
import { createBackend, openStart } from '../index.ts';
import { serveOnLoopback } from '../serve.ts';
import { type CommandContext, integerOption, type RegisterCommand } from './context.ts';

/** `sightline serve`: the studio on loopback. */
export const registerServe: RegisterCommand = (program, context) => {
  program
    .command('serve')
    .description('Serves the studio on this machine only and prints its address, which carries a launch token.')
    .option('--port <n>', 'port to listen on (default: any free one)', integerOption('port', 0, 65535))
    .option('--workspace <file>', 'workspace to open; made when it does not exist')
    .option('--no-open', 'do not open a browser')
    .option('--json', 'print one JSON object with the address')
    .addHelpText('after', '\nExample:\n  sightline serve --workspace out/demo.sightline --no-open')
    .action(async (options: { port?: number; workspace?: string; open: boolean }) => {
      await serveStudio(context, {
        ...(options.port === undefined ? {} : { port: options.port }),
        workspace: options.workspace,
        paths: [],
        opensBrowser: options.open,
      });
    });
};

/** What {@link serveStudio} serves. */
export interface ServeOptions {
  readonly port?: number;
  /** Workspace file, created when missing; undefined chooses by `paths` as `open` does. */
  readonly workspace?: string | undefined;
  readonly paths: readonly string[];
  readonly opensBrowser: boolean;
}

/** Runs the browser host until it is interrupted. */
export async function serveStudio({ reporter, signal, finish }: CommandContext, options: ServeOptions): Promise<void> {
  // Before anything is opened: a path that is no shard is a mistake to say, not a studio to start.
  await recogniseShards(options.paths.filter((given) => !given.endsWith('.sightline')).map((given) => path.resolve(given)));
  const backend = createBackend({
    pagesDir: path.join(projectRoot, 'dist', 'pages'),
    recorderHost: withRecorder,
    dataDir: defaultDataDir(),
  });
  try {
    if (options.workspace === undefined) {
      const started = openStart(backend, { paths: options.paths, dataDir: defaultDataDir(), root: projectRoot });
      if (started.fallbackReason !== null)
        console.error(`The workspace of last time stays closed, the sample is open instead: ${started.fallbackReason.message}`);
      started.imported?.catch((error: Error) => console.error(`The import stopped: ${error.message}`));
    } else backend.openWorkspaceFile(path.resolve(options.workspace));
    const host = await serveOnLoopback((request) => backend.fetch(request), options.port === undefined ? {} : { port: options.port });
    const url = host.urlOf('/');
    if (reporter.isJson) console.log(JSON.stringify({ ok: true, url, problems: [] }));
    else reporter.say(`Sightline is at ${url}\nPress Ctrl+C to stop.`);
    if (options.opensBrowser) openInBrowser(url);
    if (!signal.aborted) await once(signal, 'abort');
    await host.close();
    finish({ exitCode: 0 });
  } finally {
    await backend.close();
  }
}

/** Best effort: a machine without a desktop just has the printed address. */
function openInBrowser(url: string): void {
  const hasDesktop = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  if (!hasDesktop) return;
  const [command, ...args] =
    process.platform === 'darwin' ? ['open', url] : process.platform === 'win32' ? ['cmd', '/c', 'start', '', url] : ['xdg-open', url];
  const child = spawn(command as string, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
