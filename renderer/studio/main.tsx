import '@mantine/core/styles.css';
import '@mantine/charts/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '../ui/tokens.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { createQueryClient } from '../client/query-client.ts';
import { readCspNonce } from '../ui/csp-nonce.ts';
import { cssVariablesResolver, theme } from '../ui/theme.ts';
import { App } from './App.tsx';
import { fetchStart } from './fetch-start.ts';
import { followBackend } from './follow-backend.ts';

// The page's CSP forbids generated code, which zod would otherwise try to use.
z.config({ jitless: true });

/** A slow start shows the page without its question after this time. */
const mostAwaitedMs = 400;

const root = document.getElementById('root');
if (root === null) throw new Error('studio.html has no #root.');

const queryClient = createQueryClient();
followBackend(queryClient);
// A page that is set up around its question at once is there sooner than one that is set up thrice, around what has come so far.
await Promise.race([fetchStart(queryClient).catch(() => undefined), new Promise((resolve) => setTimeout(resolve, mostAwaitedMs))]);

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto" getStyleNonce={readCspNonce}>
      <QueryClientProvider client={queryClient}>
        {/* No wider than the narrowest left column: what is decided with stands right of it. */}
        <Notifications position="bottom-left" autoClose={4000} limit={2} containerWidth={256} />
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
