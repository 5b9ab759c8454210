import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';

const WORKERS = { json: 'json.worker.js', graphql: 'graphql.worker.js' };
const files = new URL('.', import.meta.url);

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(new URL(WORKERS[label] ?? 'editor.worker.js', files)),
};

/**
 * The demonstration prints addresses that end in `#token=…`. A fragment is not sent to the server; it is taken out of
 * the address at once, so that it does not stay in the history.
 */
function headersFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return undefined;
  history.replaceState(undefined, '', location.pathname);
  return JSON.stringify({ authorization: `Bearer ${token}` }, undefined, 2);
}

const element = document.getElementById('graphiql');
const fetcher = createGraphiQLFetcher({ url: new URL(element.dataset.endpoint, location.href).href });
const headers = headersFromAddress();

createRoot(element).render(
  <GraphiQL fetcher={fetcher} initialHeaders={headers} isHeadersEditorEnabled defaultEditorToolsVisibility="headers" />,
);
