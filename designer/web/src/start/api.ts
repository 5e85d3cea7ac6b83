import { get, send } from '@lowcodecrm/web/api';

export type ProposedOption = { value: string; label?: string; count: number };
export type ProposedField = {
  column: number;
  name: string;
  title?: string;
  type: string;
  required: boolean;
  unique: boolean;
  options?: ProposedOption[];
  target?: string;
  examples?: string[];
  nulls: number;
  distinct: number;
  unmatched?: number;
  /** Of a person's name: the column that says how it is read. */
  reading?: number;
  /** Some of the cells that cannot be read as the type that was found: they would be left empty. */
  misfits?: string[];
  skip?: boolean;
};
export type ProposedTable = {
  id: string;
  file?: string;
  name: string;
  title?: string;
  rows: number;
  duplicates: number;
  fields: ProposedField[];
  key?: string;
  display?: string;
  icon?: string;
  color?: string;
  /** Rows whose key another row has. */
  repeated?: number;
  /** Rows that only add up the others and are left out. */
  totals?: number;
  skip?: boolean;
};
export type Proposal = { upload: string; expiresAt: string; tables: ProposedTable[]; skipped: { file: string; sheet: string; reason: string }[] };
export type ReportedCell = { line: number; column?: string; message: string };
export type TableReport = { table: string; title?: string; created: number; updated: number; unchanged: number; rejectedCount: number; rejected: ReportedCell[]; emptiedCount: number; emptied: ReportedCell[] };
export type Created = { name: string; title: string; version: number; data: { file: string; created: number; rejected: unknown[] }[]; tables?: TableReport[]; stopped?: boolean };
export type Sample = { name: string; title: string };

export const loadSamples = async () => (await get<{ value: Sample[] }>('/design/api/samples')).value;
export const createApp = async (body: Record<string, unknown>) => (await send<Created>('/design/api/apps', { method: 'POST', body })).value;

export type Progress = { done: number; total: number; stopped: boolean };
export const loadProgress = (upload: string, signal?: AbortSignal) => get<Progress>(`/design/api/spreadsheets/${upload}/progress`, signal);
/** No further rows are begun; those that came in stay. */
export const stopRows = async (upload: string) => (await send<Progress>(`/design/api/spreadsheets/${upload}/stop`, { method: 'POST' })).value;

export async function uploadApp(file: File, name: string): Promise<Created> {
  return (await send<Created>(`/design/api/apps${name ? `?name=${encodeURIComponent(name)}` : ''}`, { method: 'POST', body: file, headers: { 'Content-Type': 'application/zip' } })).value;
}

export async function analyze(files: File[]): Promise<Proposal> {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  return (await send<Proposal>('/design/api/spreadsheets/analyze', { method: 'POST', body: form })).value;
}
