import packageJson from '../package.json' with { type: 'json' };

/** Version of this tool, written into sidecars, decisions and reports. */
export const toolVersion: string = packageJson.version;
