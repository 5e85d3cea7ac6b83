import type { FunctionBody, Node } from '@lowcodecrm/rules';

/** A message by locale; the values in it are formatted for the reader. */
export type Message = Record<string, Node>;

export type DefaultRule = { name: string; field: string; when?: Node; value: Node };
export type ComputedRule = { name: string; field: string; value: Node };
export type ValidationRule = { name: string; when?: Node; require: Node; message?: Message; at: string[] };
export type WarningRule = { name: string; when?: Node; message?: Message; at: string[] };
export type StateRule = { name: string; kind: 'show' | 'required' | 'readonly'; fields: string[]; when?: Node };
export type Guard = { name: string; require: Node; message?: Message; reads: string[] };
export type Transition = { name: string; from: string[]; to: string; guards: Guard[]; by?: Node | null; asks: { field: string; required: boolean }[]; sets: string[] };
export type Process = { name: string; field: string; states: { value: string; initial: boolean; final: boolean }[]; transitions: Transition[] };

export type EntityClientRules = {
  defaults: DefaultRule[];
  computed: ComputedRule[];
  validations: ValidationRule[];
  warnings: WarningRule[];
  states: StateRule[];
  rollups: ComputedRule[];
  processes: Process[];
  /** Fields that the server may still write before it checks. */
  beforeSave: string[];
};

/** `/meta.rules`: what the server sends for its rules to be decided here as well. */
export type ClientRules = {
  /** Of the app, as the second part of a TZif file in base64. */
  zone: string | null;
  calendar: { name: string; firstYear: number; lastYear: number; days: string[] } | null;
  functions: Record<string, FunctionBody>;
  entities: Record<string, EntityClientRules>;
};

export const noRules: EntityClientRules = { defaults: [], computed: [], validations: [], warnings: [], states: [], rollups: [], processes: [], beforeSave: [] };
