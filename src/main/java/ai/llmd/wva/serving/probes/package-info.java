/** What the kubelet asks: whether the process is alive, and whether it can do its job. */
package ai.llmd.wva.serving.probes;
