/** A server that looks like vLLM from outside, with latencies from a model of the engine in place of a GPU. */
package ai.llmd.wva.emulator;
