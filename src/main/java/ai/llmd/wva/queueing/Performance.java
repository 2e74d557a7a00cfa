package ai.llmd.wva.queueing;

/**
 * How a replica fares at a given arrival rate, in steady state; all times are means over the requests that are let in.
 *
 * @param throughputPerSecond requests completed per second: the arrival rate less what finds the queue full
 * @param responseMillis from arrival to last token: wait + service
 * @param waitMillis from arrival until the request joins the batch
 * @param serviceMillis from joining the batch to last token
 * @param prefillMillis the part of service until the prompt is processed; 0 where the profile does not know it
 * @param itlMillis between two output tokens
 * @param ttftMillis from arrival to first token: wait + prefill, hence the wait alone where prefill is not known
 * @param meanInService mean number of requests in the batch
 * @param utilization 0..1. With a profile of alpha and beta only: the share of time with at least one request; with
 *     prefill too: mean number in service / N
 * @param meanInSystem mean number of requests in the batch or waiting
 */
public record Performance(
        double throughputPerSecond,
        double responseMillis,
        double waitMillis,
        double serviceMillis,
        double prefillMillis,
        double itlMillis,
        double ttftMillis,
        double meanInService,
        double utilization,
        double meanInSystem) {}
