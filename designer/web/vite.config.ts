import { defineConfig } from 'vite';
import { shared } from '../../runtime/web/vite.shared.ts';

// Its files lie beside those of the app under /assets, so that no app's name can be taken for them.
export default defineConfig(({ command }) => shared({ base: command === 'serve' ? '/design/' : '/', assets: 'assets/design', port: 5174 }));
