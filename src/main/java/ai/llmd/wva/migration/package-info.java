/** Manifests of other autoscalers, and of the Go controller, as manifests of this one. */
package ai.llmd.wva.migration;
