#!/usr/bin/env node
// Entry point of the `sightline` command. Written so that any Node since 14 can read it: it hands over to a new enough Node or says what is missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const neededMajor = 24;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Node 24 as installed by the project's devDependency `node`, or null. */
function findProjectNode() {
  try {
    const folder = path.dirname(createRequire(path.join(root, 'package.json')).resolve('node/package.json'));
    const binary = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

if (Number(process.versions.node.split('.')[0]) >= neededMajor) {
  // Hundreds of TypeScript files are loaded as they are; kept compiled in the temporary directory, they load in half the time.
  module.enableCompileCache?.();
  const { runCommandLine } = await import(pathToFileURL(path.join(root, 'main', 'cli.ts')).href);
  process.exitCode = await runCommandLine(process.argv.slice(2));
} else {
  const projectNode = findProjectNode();
  if (projectNode === null) {
    console.error(
      `sightline needs Node ${neededMajor} or newer; this is Node ${process.versions.node}. Run "npm install" in the project (it brings one) or install Node ${neededMajor}.`,
    );
    process.exit(2);
  }
  const child = spawn(projectNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // A terminal sends Ctrl+C to both of us; sent on again it would count as the second, impatient one.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
