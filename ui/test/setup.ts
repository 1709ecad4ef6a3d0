import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Longer than anything takes on a busy machine.
configure({ asyncUtilTimeout: 15_000 });

afterEach(cleanup);
