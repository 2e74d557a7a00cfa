/** An engine like vLLM's in virtual time: a batch, a KV cache, how long each step takes, what is counted. JDK only. */
package ai.llmd.wva.engine;
