/** Traffic for a server with OpenAI's API: when requests leave, how they are sent, and what their latencies were. */
package ai.llmd.wva.loadgen;
