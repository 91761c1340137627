import type { EvidenceFrame } from '../../../../shared/questions/question-type.ts';

/** Why a frame is evidence, in words: "lamp, first salient" or "lamp, best view". */
export function evidenceLabel(evidence: EvidenceFrame, name: string): string {
  return `${name}, ${evidence.reason === 'best' ? 'best view' : 'first salient'}`;
}
