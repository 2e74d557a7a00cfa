/**
 * The Kubernetes side: what is declared there becomes {@code model} records, and what was decided goes back as status,
 * Events and a Lease. Everything here may block on the API server unless it says otherwise: call it on a worker thread.
 */
package ai.llmd.wva.kubernetes;
