import react from '@vitejs/plugin-react';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import macros from 'unplugin-parcel-macros';
import { defineConfig } from 'vitest/config';
import { noForeignFonts } from './build/no-foreign-fonts.ts';

export default defineConfig({
  plugins: [
    noForeignFonts(),
    // Macros run before React's transform, as they read the source's imports.
    macros.vite(),
    react(),
    { ...optimizeLocales.vite({ locales: ['en-US', 'fr-FR'] }), enforce: 'pre' },
  ],
  clearScreen: false,
  server: {
    port: 5173,
    strictPort: true,
    // `npm run dev` beside `clientele-http`, whose address and token come by the environment.
    proxy: process.env.CLIENTELE_HTTP ? { '/api': { target: process.env.CLIENTELE_HTTP, changeOrigin: true } } : {},
  },
  build: {
    // Older targets make Lightning CSS rewrite light-dark() into variables of its own.
    target: ['chrome123', 'safari17.5'],
    cssTarget: ['chrome123', 'safari17.5'],
    cssMinify: 'lightningcss',
    // One file: the order of Spectrum's inner layers is that of their first appearance.
    cssCodeSplit: false,
    // A small font would become a data: address, which the content policy refuses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    css: false,
    testTimeout: 60_000,
    server: { deps: { inline: [/@react-spectrum\/s2/] } },
  },
});
