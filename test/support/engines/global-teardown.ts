/** Run by Jest after all spec files. */
export default async function stopServer(): Promise<void> {
  const { concordatTestServer: server } = globalThis as { concordatTestServer?: { close(): Promise<void> } };
  await server?.close();
}
