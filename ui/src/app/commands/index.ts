export { type Command, usePageCommands } from './registry';
