import { AppError } from '../../../shared/errors.ts';
import { type Modality, modalities } from '../../../shared/stage/modalities/modality-names.ts';

/** What the help text says of `--modalities`. */
export const modalitiesAbout = `what to record per pixel: all, or some of ${modalities.join(',')}`;

/**
 * Reads the modalities from a comma-separated list or `all`. They come in one order whatever the list's, without repeats, and `rgb` is always among them.
 *
 * @throws AppError `input.invalid` naming what is not known.
 */
export function modalitiesFromOption(text: string): Modality[] {
  if (text === 'all') return [...modalities];
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !modalities.some((known) => known === name));
  if (unknown.length > 0) {
    const said = unknown.map((name) => `"${name}"`).join(', ');
    throw new AppError('input.invalid', `--modalities takes all, or a comma-separated list of ${modalities.join(', ')}, not ${said}.`);
  }
  return modalities.filter((known) => known === 'rgb' || names.includes(known));
}
