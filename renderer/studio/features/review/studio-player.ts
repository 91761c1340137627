import { createPlayer } from '../../../player/player.ts';

/** The studio's one player, and with it the one clock of the review screen. */
export const studioPlayer = createPlayer();
