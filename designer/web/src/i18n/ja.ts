export default import.meta.glob<Record<string, unknown>>('./ja/*.json', { eager: true, import: 'default' });
