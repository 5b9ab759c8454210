/** Ends with 0 when the process in this container answers, for the container's health check. */
const port = process.env['CONCORDAT_PORT'] ?? '3000';
try {
  const response = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(4000) });
  process.exitCode = response.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
