package ai.llmd.wva.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.ImpatientClients;
import ai.llmd.wva.engine.Patience;
import ai.llmd.wva.engine.Patience.Awaited;
import ai.llmd.wva.engine.Patience.Spread;
import ai.llmd.wva.engine.SequenceSpec;
import ai.llmd.wva.loadgen.ArrivalPattern;
import ai.llmd.wva.loadgen.ArrivalTimes;
import ai.llmd.wva.loadgen.RateTable;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server of 4 slots and 3.96 s a request, which can serve 61 a minute, where 120 a minute arrive and give up after
 * 10 s: what its page shows of them from the tenth minute to the twentieth, in virtual time.
 */
class VirtualServerTest {
    private static final int PROMPT_TOKENS = 25;
    private static final double BEGIN_MILLIS = 600_000;
    private static final double END_MILLIS = 1_200_000;
    private static final double MINUTES = 10;

    private final VirtualServer server = new VirtualServer(EmulatorSettings.sample());

    /**
     * Those who wait for the first token leave the queue only, and the slots work at their pace. Those who wait for the
     * whole answer begin nearly all, since each start makes room within 2 s, and see few ends: the work is thrown away.
     */
    @ParameterizedTest
    @CsvSource({
        // who waits, how patience spreads, retries: finished a minute, started a minute, waiting
        "FIRST_TOKEN,CONSTANT,0,61,61,20",
        "FIRST_TOKEN,EXPONENTIAL,0,61,61,12",
        "FIRST_TOKEN,CONSTANT,2,61,61,40",
        "FIRST_TOKEN,EXPONENTIAL,2,61,61,17",
        "ANSWER,CONSTANT,0,0,120,16",
        "ANSWER,EXPONENTIAL,0,50,74,12",
        "ANSWER,CONSTANT,2,0,360,56",
        "ANSWER,EXPONENTIAL,2,40,85,26",
    })
    void anOverloadedServerShowsWhatItStartsAndFinishesAndNothingOfThoseWhoGaveUp(
            Awaited awaited, Spread spread, int retries, double finished, double started, double waiting) {
        var clients = clients(ArrivalPattern.CONSTANT, new ClientHabits(patience(spread, awaited), retries, 1_000));
        clients.advance(BEGIN_MILLIS);
        var begin = server.metricsPage(BEGIN_MILLIS);
        clients.advance(END_MILLIS);
        var end = server.metricsPage(END_MILLIS);

        assertThat(perMinute(begin, end, "request_success_total", "stop")).isCloseTo(finished, within(2.0));
        assertThat(perMinute(begin, end, "prompt_tokens_total", "") / PROMPT_TOKENS)
                .isEqualTo(perMinute(begin, end, "time_to_first_token_seconds_count", ""))
                .isCloseTo(started, within(2.0));
        assertThat(value(end, "num_requests_waiting", "")).isCloseTo(waiting, within(3.0));
        assertThat(value(end, "num_requests_running", "")).isEqualTo(4);
        assertThat(clients.sent() - clients.abandoned() - 4 - value(end, "num_requests_waiting", ""))
                .isEqualTo(value(end, "request_success_total", "stop"));
        assertThat(value(end, "request_success_total", "abort")).isZero();
        assertThat(value(end, "request_queue_time_seconds_count", ""))
                .isEqualTo(value(end, "e2e_request_latency_seconds_count", ""))
                .isEqualTo(value(end, "request_prompt_tokens_count", ""))
                .isEqualTo(value(end, "request_success_total", "stop"));
    }

    @Test
    void randomArrivalsOfClientsThatWaitForTheAnswerFinishFiveAMinute() {
        var clients = clients(ArrivalPattern.POISSON, ClientHabits.givingUp(patience(Spread.CONSTANT, Awaited.ANSWER)));
        clients.advance(BEGIN_MILLIS);
        var begin = server.metricsPage(BEGIN_MILLIS);
        clients.advance(END_MILLIS);
        var end = server.metricsPage(END_MILLIS);

        assertThat(perMinute(begin, end, "request_success_total", "stop")).isBetween(3.0, 8.0);
        assertThat(perMinute(begin, end, "prompt_tokens_total", "") / PROMPT_TOKENS)
                .isBetween(115.0, 125.0);
    }

    @Test
    void everyRequestOfThePageIsOneOfTheClients() {
        var clients =
                clients(ArrivalPattern.POISSON, new ClientHabits(patience(Spread.EXPONENTIAL, Awaited.ANSWER), 1, 500));
        for (var atMillis = 0.0; atMillis <= END_MILLIS; atMillis += 15_000) {
            clients.advance(atMillis);
            var state = server.state(atMillis);

            assertThat(state.accepted()).isEqualTo(clients.sent());
            assertThat(state.aborted()).isEqualTo(clients.abandoned());
            assertThat(state.finished())
                    .isEqualTo(clients.sent() - clients.abandoned() - state.running() - state.waiting());
            assertThat(value(server.metricsPage(atMillis), "request_success_total", "stop"))
                    .isEqualTo((double) state.finished());
        }
    }

    private ImpatientClients clients(ArrivalPattern pattern, ClientHabits habits) {
        var random = new Random(7);
        return new ImpatientClients(
                ArrivalTimes.of(RateTable.parse("[[1800, 120]]"), pattern, random),
                any -> new SequenceSpec(PROMPT_TOKENS, 178, FinishReason.STOP),
                habits,
                random,
                server::engine);
    }

    private static Patience patience(Spread spread, Awaited awaited) {
        return new Patience(spread, 10_000, awaited);
    }

    private static double perMinute(String begin, String end, String name, String label) {
        return (value(end, name, label) - value(begin, name, label)) / MINUTES;
    }

    private static double value(String page, String name, String label) {
        return page.lines()
                .filter(line -> line.startsWith("vllm:" + name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
