/** Workloads from files: YAML or JSON, and traces in CSV; every error with its file and line, all of them at once. */
package ai.llmd.wva.simulation.workload.input;
