import type { LucideIcon } from '@lowcodecrm/web/ui';
import { Asterisk, Calculator, Eye, Lock, PencilLine, ShieldCheck, Sigma, TriangleAlert, Zap } from 'lucide-react';
import type { RuleKind } from './structure.ts';

/** What a kind of rule looks like in trees, cards and choices; its name is under `rules:kinds`. */
export const kindIcons: Record<RuleKind, LucideIcon> = {
  validate: ShieldCheck,
  required: Asterisk,
  show: Eye,
  readonly: Lock,
  warn: TriangleAlert,
  default: PencilLine,
  computed: Calculator,
  rollup: Sigma,
  before: Zap,
  after: Zap,
};
export const ruleKinds = Object.keys(kindIcons) as RuleKind[];
