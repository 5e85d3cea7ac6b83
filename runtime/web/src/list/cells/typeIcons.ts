import { AtSign, Calendar, CalendarClock, CircleDot, Clock, FileText, Hash, Image, Link, ListChecks, type LucideIcon, MapPin, Paperclip, Phone, Signature, SquareCheck, Star, Tags, Type, User } from 'lucide-react';
import { entityOf, type FieldMeta, type FieldType, type Meta } from '../../api/meta.ts';
import { entityIcon } from '../../ui/entityIcons.ts';

const icons: Partial<Record<FieldType, LucideIcon>> = {
  text: Type,
  longText: FileText,
  richText: FileText,
  autoNumber: Hash,
  integer: Hash,
  decimal: Hash,
  date: Calendar,
  datetime: CalendarClock,
  time: Clock,
  duration: Clock,
  choice: CircleDot,
  multiChoice: ListChecks,
  tags: Tags,
  user: User,
  boolean: SquareCheck,
  email: AtSign,
  phone: Phone,
  url: Link,
  personName: Signature,
  address: MapPin,
  geo: MapPin,
  file: Paperclip,
  image: Image,
  rating: Star,
};

/** What kind of value stands under a head. Amounts have none: their digits and place tell. */
export function typeIcon(meta: Meta, field: FieldMeta): LucideIcon | undefined {
  if (field.type === 'lookup') return field.target === '$user' ? User : entityIcon(entityOf(meta, field.target ?? '')?.icon);
  return icons[field.type];
}
