import { useCommands } from '../../key-dispatch.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';

/** Fastest shuttle speed. */
const maxRate = 8;

/** Binds the playback keys. */
export function usePlayCommands(): void {
  const { outcome } = useSubject();
  const now = () => studioPlayer.clock.getState();
  const shuttle = (sign: 1 | -1) => {
    const { isPlaying, rate } = now();
    const isFaster = isPlaying && Math.sign(rate) === sign;
    studioPlayer.play(sign * (isFaster ? Math.min(maxRate, Math.abs(rate) * 2) : 1));
  };
  useCommands({
    playPause: () => (now().isPlaying ? studioPlayer.pause() : studioPlayer.play(Math.abs(now().rate))),
    frameBack: () => studioPlayer.step(-1),
    frameForward: () => studioPlayer.step(1),
    tenBack: () => studioPlayer.step(-10),
    tenForward: () => studioPlayer.step(10),
    secondBack: () => studioPlayer.step(-Math.round(now().fps)),
    secondForward: () => studioPlayer.step(Math.round(now().fps)),
    firstFrame: () => studioPlayer.step(-now().frameCount),
    lastFrame: () => studioPlayer.step(now().frameCount),
    shuttleBack: () => shuttle(-1),
    shuttleStop: () => studioPlayer.pause(),
    shuttleForward: () => shuttle(1),
    loopIn: () => studioPlayer.clock.setState(({ frame }) => ({ loopStart: frame })),
    loopOut: () =>
      studioPlayer.clock.setState(({ frame, loopEnd }) => (loopEnd === frame ? { loopStart: null, loopEnd: null } : { loopEnd: frame })),
    evidence: () => {
      const frames = outcome?.isAnswered ? outcome.evidence.map((each) => each.frame) : [];
      if (frames.length === 0) return false;
      const ordered = [...new Set(frames)].sort((a, b) => a - b);
      studioPlayer.pause();
      studioPlayer.seek(ordered.find((frame) => frame > now().target) ?? (ordered[0] as number));
      return true;
    },
  });
}
