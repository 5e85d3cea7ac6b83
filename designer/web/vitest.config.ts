import { defineConfig, mergeConfig } from 'vitest/config';
import { shared } from '../../runtime/web/vite.shared.ts';

export default mergeConfig(shared({ base: '/', assets: 'assets/design', port: 5174 }), defineConfig({ test: { include: ['src/**/*.test.{ts,tsx}'] } }));
