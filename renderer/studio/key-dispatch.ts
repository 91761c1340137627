import { useEffect, useRef } from 'react';
import { type CommandName, commandOf, type KeyCommand, keyCommands } from './keys.ts';

/** Does something for a key; returns false when it does not apply now, and the key keeps its browser meaning. */
export type CommandHandler = () => unknown;

const handlers = new Map<CommandName, CommandHandler>();

/** Binds handlers to commands while the component is mounted. A later component wins. */
export function useCommands(own: Partial<Record<CommandName, CommandHandler>>): void {
  const latest = useRef(own);
  latest.current = own;
  useEffect(() => {
    const bound = (Object.keys(latest.current) as CommandName[]).map((name) => {
      const handler: CommandHandler = () => latest.current[name]?.();
      handlers.set(name, handler);
      return [name, handler] as const;
    });
    return () => {
      for (const [name, handler] of bound) if (handlers.get(name) === handler) handlers.delete(name);
    };
  }, []);
}

/** Runs a command as if its key had been pressed. */
export function runCommand(name: CommandName): void {
  handlers.get(name)?.();
}

/** True while something on the page does this command. */
export function isCommandBound(name: CommandName): boolean {
  return handlers.has(name);
}

/** Starts listening for keys on the whole page; returns what stops it. */
export function listenForKeys(): () => void {
  document.addEventListener('keydown', noteOpenList, true);
  document.addEventListener('keydown', dispatch);
  return () => {
    document.removeEventListener('keydown', noteOpenList, true);
    document.removeEventListener('keydown', dispatch);
  };
}

const closesList = new WeakSet<KeyboardEvent>();

/** Esc closes an open list first. Seen on the way down, because the list is closed already when the key comes back up to us. */
function noteOpenList(event: KeyboardEvent): void {
  if (event.key === 'Escape' && event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true')
    closesList.add(event);
}

function dispatch(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  const name = commandOf(event);
  if (name === null || isTakenBy(event, keyCommands[name])) return;
  const isDone = handlers.has(name) && handlers.get(name)?.() !== false;
  if (isDone) event.preventDefault();
}

/** True when the key belongs to whatever has the focus: a dialog, a menu, a text field, a slider, a pressed button. */
function isTakenBy(event: KeyboardEvent, command: KeyCommand): boolean {
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  // Also in the moment before the focus arrives there: what is typed for a comment must not decide anything.
  if (document.querySelector('[role="dialog"]') !== null) return true;
  if (target.closest('[role="menu"]') !== null) return true;
  if (closesList.has(event)) return true;
  if (isTextField(target)) return command.whileTyping !== true;
  const isSlider = target instanceof HTMLInputElement && target.type === 'range';
  if (isSlider && /^(Arrow|Home|End|Page)/.test(event.key)) return true;
  if (target.closest('[role="radiogroup"], [role="tablist"]') !== null && /^(Arrow|Home|End)/.test(event.key)) return true;
  return event.code === 'Space' && target.closest('button, a, input, summary, [role="button"]') !== null && !isSlider;
}

function isTextField(target: HTMLElement): boolean {
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button', 'submit'].includes(target.type);
}
