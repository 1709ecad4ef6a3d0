import { style } from '@react-spectrum/s2/style' with { type: 'macro' };

/**
 * The one place that names Spectrum's colours. The class goes on the root element; own CSS uses these variables
 * and those that `tokens.css` mixes from them (ui.md 4).
 */
export const tokens = style({
  '--frame': { type: 'backgroundColor', value: 'gray-75' },
  '--panel': { type: 'backgroundColor', value: 'gray-25' },
  '--raised': { type: 'backgroundColor', value: 'gray-50' },
  '--hover': { type: 'backgroundColor', value: 'gray-100' },
  '--line': { type: 'backgroundColor', value: 'gray-200' },
  '--line-strong': { type: 'backgroundColor', value: 'gray-300' },
  '--text': { type: 'color', value: 'gray-800' },
  '--text-strong': { type: 'color', value: 'gray-900' },
  '--text-soft': { type: 'color', value: 'gray-700' },
  '--text-faint': { type: 'color', value: 'gray-600' },
  '--focus': { type: 'color', value: 'blue-800' },
  '--accent': { type: 'color', value: 'blue-900' },
  '--accent-ink': { type: 'color', value: 'blue-1000' },
  '--created': { type: 'color', value: 'green-1000' },
  '--created-tone': { type: 'color', value: 'green-900' },
  '--created-light': { type: 'color', value: 'green-200' },
  '--changed': { type: 'color', value: 'indigo-1000' },
  '--changed-tone': { type: 'color', value: 'indigo-900' },
  '--changed-light': { type: 'color', value: 'indigo-200' },
  '--refused': { type: 'color', value: 'red-1000' },
  '--refused-tone': { type: 'color', value: 'red-900' },
  '--refused-light': { type: 'color', value: 'red-200' },
  '--warning': { type: 'color', value: 'orange-1000' },
  '--warning-tone': { type: 'color', value: 'orange-900' },
  '--warning-light': { type: 'color', value: 'orange-200' },
  '--conflict': { type: 'color', value: 'fuchsia-1000' },
  '--conflict-tone': { type: 'color', value: 'fuchsia-900' },
  '--conflict-light': { type: 'color', value: 'fuchsia-200' },
  '--mark-1': { type: 'backgroundColor', value: 'gray-900' },
  '--mark-2': { type: 'backgroundColor', value: 'fuchsia-900' },
  '--mark-3': { type: 'backgroundColor', value: 'blue-900' },
  '--mark-4': { type: 'backgroundColor', value: 'green-1000' },
  '--mark-5': { type: 'backgroundColor', value: 'red-900' },
  '--mark-6': { type: 'backgroundColor', value: 'purple-900' },
  '--mark-gone': { type: 'backgroundColor', value: 'gray-600' },
});
