import { defineConfig } from 'vite';
import { shared } from './vite.shared.ts';

export default defineConfig(shared({ base: '/', assets: 'assets', port: 5173, early: 'src/early.ts' }));
