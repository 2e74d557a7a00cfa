/** An engine like vLLM's in virtual time: a batch, a KV cache, and how long each step takes. JDK only. */
package ai.llmd.wva.emulator.engine;
