import type { Plugin } from 'vite';

/** Spectrum's Provider asks a foreign host for its fonts: the modules that do are replaced by nothing. */
export function noForeignFonts(): Plugin {
  return {
    name: 'no-foreign-fonts',
    enforce: 'pre',
    load(id) {
      const file = id.split('?')[0] ?? id;
      if (!file.includes('@react-spectrum/s2')) return null;
      if (/\/Fonts\.(mjs|tsx)$/.test(file)) return 'export const Fonts = () => null;';
      if (file.endsWith('/font-faces.css')) return '';
      return null;
    },
  };
}
