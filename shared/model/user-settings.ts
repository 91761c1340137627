import { z } from 'zod';
import { defaultCloseCallScore } from '../findings/close-call.ts';

/** Colour schemes one can ask for. */
export const themes = ['auto', 'light', 'dark'] as const;
/** How close the rows of lists and the fields of forms stand. */
export const densities = ['comfortable', 'compact'] as const;
/** Speeds the player can start with. */
export const playbackSpeeds = [0.25, 0.5, 1, 1.5, 2, 4] as const;

/** A key press that starts a command, as the reviewer chose it; see `KeyBinding` of the studio. */
export const storedBindingSchema = z.object({
  on: z.enum(['key', 'code']),
  value: z.string().min(1).max(40),
  ctrl: z.boolean(),
  /** Null where Shift belongs to the layout (symbols). */
  shift: z.boolean().nullable(),
  label: z.string().min(1).max(40),
});
/** See {@link storedBindingSchema}. */
export type StoredBinding = z.infer<typeof storedBindingSchema>;

/** Keys by command name; a command that is not named keeps its own, an empty list leaves it without any. */
export const keymapSchema = z.record(z.string().max(60), z.array(storedBindingSchema).max(4));
/** See {@link keymapSchema}. */
export type Keymap = z.infer<typeof keymapSchema>;

const threshold = (most: number) => z.number().min(0).max(most);

/**
 * Below which a margin is a close call: in the unit of the margin, and as its score (0 to 1). 0 is no rule. Only the score rules at first: one unit measures
 * what differs by type (a size in steps of a centimetre is never 5 cm from the next one), and lists know the score.
 */
const closeCallSchema = z.object({
  m: threshold(100).default(0),
  deg: threshold(180).default(0),
  frames: threshold(10_000).default(0),
  m2: threshold(1000).default(0),
  '%': threshold(100).default(0),
  score: threshold(1).default(defaultCloseCallScore),
});
/** See {@link closeCallSchema}. */
export type CloseCallThresholds = z.infer<typeof closeCallSchema>;

/**
 * What one person prefers on one machine, over all workspaces. Every field has a default, so that a file of an older version is complete.
 */
export const userSettingsSchema = z.object({
  theme: z.enum(themes).default('auto'),
  density: z.enum(densities).default('comfortable'),
  /** After a verdict the next undecided question opens. */
  isAutoAdvancing: z.boolean().default(true),
  keys: keymapSchema.default({}),
  /** False switches off every key without Ctrl (WCAG 2.1.4); arrows, Esc and Enter stay. */
  hasSingleKeys: z.boolean().default(true),
  playbackSpeed: z
    .number()
    .refine((speed) => (playbackSpeeds as readonly number[]).includes(speed))
    .default(1),
  /** Seconds before the first evidence frame at which a question opens. */
  preRollS: z.number().min(0).max(10).default(0),
  closeCall: closeCallSchema.prefault({}),
  /** True once the tour of the sample was seen or skipped. */
  isTourDone: z.boolean().default(false),
});
/** See {@link userSettingsSchema}. */
export type UserSettings = z.infer<typeof userSettingsSchema>;

/** What a person starts with. */
export const defaultSettings: UserSettings = userSettingsSchema.parse({});

/** The settings in a file: a field that is missing or cannot be read falls back alone. */
export function readSettings(stored: unknown): UserSettings {
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const fields = Object.entries(userSettingsSchema.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(given[name]);
    return [name, parsed.success ? parsed.data : defaultSettings[name as keyof UserSettings]];
  });
  return Object.fromEntries(fields) as UserSettings;
}
