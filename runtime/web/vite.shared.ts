import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Browsers of 2024 on: what they know of CSS and JavaScript is sent as written. */
const browsers = ['chrome123', 'firefox128', 'safari17.5'];

/** What both web apps are built with. The server of development is the real one, at LOWCODECRM_URL or its usual address. */
export function shared(options: { base: string; assets: string; port: number; early?: string }): UserConfig {
  const server = process.env.LOWCODECRM_URL ?? 'http://localhost:5080';
  return {
    base: options.base,
    plugins: [react(), developmentNonce(), compressed(), ...(options.early ? [early(options.early)] : [])],
    resolve: {
      dedupe: ['react', 'react-dom', 'react-router', 'i18next', 'react-i18next', '@tanstack/react-query'],
      alias: [
        // A schema compiler is `new Function`, which the content security policy refuses; the rules check values.
        { find: /^ajv$/, replacement: here('src/stubs/ajv.ts') },
        { find: /^ajv-formats$/, replacement: here('src/stubs/ajv-formats.ts') },
        { find: /^lodash\/fp\/set$/, replacement: here('src/stubs/lodash-fp-set.ts') },
        { find: /^lodash\/fp\/unset$/, replacement: here('src/stubs/lodash-fp-unset.ts') },
        { find: /^lodash$/, replacement: 'es-toolkit/compat' },
        { find: /^lodash\/(.*)$/, replacement: 'es-toolkit/compat/$1' },
      ],
    },
    build: {
      target: browsers,
      cssTarget: browsers,
      assetsDir: options.assets,
      manifest: true,
      // Nothing in data: URLs that a policy would have to allow.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4096,
      ...(options.early && { rolldownOptions: { input: { index: 'index.html', early: options.early } } }),
    },
    server: {
      port: options.port,
      proxy: { '/api': server, '/auth': server, '/design/api': server },
    },
  };
}

/** The host puts a nonce into the page; the development server has none to put. */
function developmentNonce(): Plugin {
  return { name: 'development-nonce', apply: 'serve', transformIndexHtml: (html) => html.replace('__NONCE__', '') };
}

/** A script of its own before the app's: it asks the server for what the page will need, while the others are still on their way. */
function early(source: string): Plugin {
  return {
    name: 'early',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const file = bundle && Object.values(bundle).find((one) => one.type === 'chunk' && one.isEntry && one.name === 'early')?.fileName;
        return [{ tag: 'script', attrs: { type: 'module', async: true, src: `/${file ?? source}` }, injectTo: 'head-prepend' }];
      },
    },
  };
}

/** Writes .br and .gz beside what compresses, so that the server never does it while somebody waits. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir, 'assets');
    },
    closeBundle: {
      order: 'post',
      handler: () => {
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          const file = join(folder, name);
          if (!/\.(js|css|svg|json)$/.test(name) || statSync(file).size < 1024) continue;
          const content = readFileSync(file);
          writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
          writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
        }
      },
    },
  };
}
