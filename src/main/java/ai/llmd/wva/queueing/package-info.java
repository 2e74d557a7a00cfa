/**
 * The queueing model of one replica: from load to latency and back.
 *
 * <p>A replica serves up to N requests together and lets more wait, first come, first served. It is modelled as a
 * birth-death chain whose service rate depends on how many requests are in the batch, because a fuller batch is slower
 * for each and faster for all. {@link ai.llmd.wva.queueing.ReplicaModel} answers "what latency at this rate", and
 * {@link ai.llmd.wva.queueing.Sizer} "which rate at these latencies". Rates are requests per second, times
 * milliseconds. Everything here is a pure function of its arguments; nothing but the JDK is imported.
 */
package ai.llmd.wva.queueing;
