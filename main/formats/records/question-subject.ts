import { safeMemberName } from '../member-name.ts';
import type { QuestionSubject } from './record-format.ts';

/** What questions without a video or scene are filed under. */
export const unnamedScene = 'unnamed';

/**
 * The scene and trajectory that a video path stands for. `<split>/<house>/rgb__<N>.mp4` is SIMS-V's trajectory N of that house; any other path is a scene of
 * its own with one trajectory. A path that is absolute or leads upwards names its scene too, but is never opened.
 */
export function subjectFromVideo(given: string): QuestionSubject {
  const safe = safeMemberName(given);
  const name = 'name' in safe ? safe.name : labelFrom(given);
  const video = 'name' in safe ? name : null;
  const walk = /^(.+)\/(?:rgb|raw_navigation_camera)__([^/]+)\.mp4$/.exec(name);
  if (walk !== null) return { scene: (walk[1] as string).replace(/^data\/(?=[^/]+\/)/, ''), trajectory: walk[2] as string, video };
  const scene = name.replace(/\.[a-z0-9]{2,5}$/i, '').slice(0, 500);
  return { scene: scene === '' ? unnamedScene : scene, trajectory: '0', video };
}

/** The subject of a record that names a scene only; any text. */
export function subjectFromScene(scene: string): QuestionSubject {
  const label = labelFrom(scene);
  return { scene: label === '' ? unnamedScene : label, trajectory: '0', video: null };
}

/** A readable key without anything that means something in a path. */
function labelFrom(given: string): string {
  const parts = given.replaceAll('\\', '/').replaceAll('\0', '').split('/');
  return parts
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
    .slice(0, 500);
}
