import { get, type Label } from '@lowcodecrm/web/api';
import { useQuery } from '@tanstack/react-query';
import type { JsonObject } from '../draft/index.ts';

export type FieldTypeInfo = {
  type: string;
  label: Label;
  description: Label;
  group: string;
  icon: string;
  schema: JsonObject;
  options: string[];
  canBeKey: boolean;
  canBeSearched: boolean;
  canBeDisplay: boolean;
};
export type FieldTypes = { groups: { name: string; label: Label }[]; value: FieldTypeInfo[] };

/** The field types as the server offers them. */
export const useFieldTypes = () => useQuery({ queryKey: ['design', 'field-types'], queryFn: ({ signal }) => get<FieldTypes>('/design/api/field-types', signal), staleTime: Number.POSITIVE_INFINITY });
