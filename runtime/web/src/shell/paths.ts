const part = encodeURIComponent;

/** Where things are. */
export const paths = {
  chooser: () => '/',
  home: (app: string) => `/app/${part(app)}`,
  /** Names with a dollar are no entity's. */
  inbox: (app: string) => `/app/${part(app)}/$inbox`,
  settings: (app: string) => `/app/${part(app)}/$settings`,
  list: (app: string, entity: string, view?: string) => `/app/${part(app)}/${part(entity)}${view ? `?view=${part(view)}` : ''}`,
  record: (app: string, entity: string, id: string) => `/app/${part(app)}/${part(entity)}/${id}`,
  create: (app: string, entity: string) => `/app/${part(app)}/${part(entity)}/new`,
  newApp: () => '/design/',
  import: (app: string, entity: string) => `/app/${part(app)}/${part(entity)}/import`,
  /** Deleted records. */
  bin: (app: string, entity: string) => `/app/${part(app)}/${part(entity)}/bin`,
  design: (app: string, rest = '') => `/design/${part(app)}${rest}`,
};
